/**
 * 500 notices through a channel while the server is killed with `kill -9` at random moments, and
 * the receiver is killed, slow, out of order and gone: none is lost, the order is kept, and what
 * arrives twice has the same id. `CANDOR_KILL_ROUNDS` sets the number of kills. Default: 4.
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { aFolder } from '../support/folder.ts';
import { aFreePort } from '../support/page.ts';
import { aServerProcess, type ServerProcess } from '../support/process.ts';
import { textOf } from '../support/server.ts';

const rounds = Number(process.env.CANDOR_KILL_ROUNDS ?? 4);
const count = 500;
const token = 'a-token-for-the-tests';

interface Received {
	readonly id: string;
	readonly notice: string;
	readonly body: string;
	readonly headers: Record<string, string>;
}

/**
 * What happens to the request after so many were accepted, once each; 410 until the receiver is
 * `back`, also to a server that was killed before it wrote down the first one.
 */
const faults: Readonly<Record<number, string>> = {
	50: '500',
	120: '429',
	190: 'slow',
	260: 'killed',
	330: 'cut',
	400: '410',
};

/** A receiver on a port of its own, with faults. `accepted` has what it has read, also before a cut. */
async function aFaultyReceiver(context: { after(act: () => unknown): void }) {
	const port = await aFreePort();
	const accepted: Received[] = [];
	const happened = new Set<string>();
	let gone = false;
	let server: Server;
	const listen = (): Promise<void> =>
		new Promise((resolve) => {
			server = createServer(async (request, response) => {
				const body = await textOf(request);
				if (gone) {
					response.writeHead(410).end();
					return;
				}
				const fault = faults[accepted.length];
				if (fault !== undefined && !happened.has(fault)) {
					happened.add(fault);
					gone = fault === '410';
					if (fault === 'slow') return;
					if (fault === 'killed') {
						server.close();
						server.closeAllConnections();
						void wait(1_500).then(listen);
						return;
					}
					if (fault !== 'cut') {
						response.writeHead(Number(fault), fault === '429' ? { 'retry-after': '2' } : {}).end();
						return;
					}
				}
				const headers = request.headers as Record<string, string>;
				const { notice } = JSON.parse(body).data;
				accepted.push({ id: headers['webhook-id'] ?? '', notice: notice.id, body, headers });
				if (fault === 'cut' && accepted.length === 331) request.socket.destroy();
				else response.writeHead(204).end();
			}).listen(port, '127.0.0.1', resolve);
		});
	await listen();
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const back = (): void => {
		gone = false;
	};
	return { url: `http://127.0.0.1:${port}/hook`, accepted, happened, back };
}

test(`${rounds} kills: no notice is lost on its way to a receiver, or arrives out of order`, {
	timeout: 560_000,
}, async (context) => {
	const port = String(await aFreePort());
	const environment = {
		...{ CANDOR_DATA: aFolder(context), CANDOR_PORT: port, CANDOR_TOKEN: token },
		...{ CANDOR_CHANNELS_ALLOW: '127.0.0.1', CANDOR_LOG_LEVEL: 'silent' },
	};
	let server: ServerProcess = await aServerProcess(context, environment);
	const { url } = server;
	const ask = (method: string, path: string, body?: object, key?: string): Promise<Response> =>
		fetch(url + path, {
			method,
			headers: {
				...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
				...(key !== undefined && { 'idempotency-key': key }),
			},
			...(body && { body: JSON.stringify(body) }),
			signal: AbortSignal.timeout(10_000),
		});
	/** Until a server answers. */
	const askUntilAnswered = async (...request: Parameters<typeof ask>): Promise<Response> => {
		for (;;) {
			try {
				return await ask(...request);
			} catch {
				// The server was killed: the request is repeated.
				await wait(20);
			}
		}
	};
	const receiver = await aFaultyReceiver(context);
	const healthy = await aFaultyReceiver(context);
	for (const fault of Object.values(faults)) healthy.happened.add(fault);
	const create = async (id: string, to: string): Promise<string> => {
		const body = { id, kind: 'webhook', name: id, settings: { url: to } };
		return (await (await ask('POST', '/v1/channels', body)).json()).secret;
	};
	const secret = await create('faulty', receiver.url);
	await create('healthy', healthy.url);

	let written = 0;
	const writing = (async () => {
		for (; written < count; written++) {
			const id = `n${written}`;
			const body = { id, title: `Down ${id}`, impact: 'minor', anyway: true };
			const response = await askUntilAnswered('POST', '/v1/notices', body, id);
			assert.equal(response.status, 201, await response.text());
		}
	})();
	const kills = (async () => {
		for (let round = 1; round <= rounds; round++) {
			// At a random moment while messages are written, and while they are sent.
			const until = (count / (rounds + 1)) * round + Math.floor(Math.random() * 20);
			while (receiver.accepted.length < until) await wait(5);
			await server.end('SIGKILL');
			server = await aServerProcess(context, environment);
		}
	})();
	let enabledAgain = 0;
	for (let told = 0; told < count; told = new Set(receiver.accepted.map(({ notice }) => notice)).size) {
		await wait(100);
		const channel = await (await askUntilAnswered('GET', '/v1/channels/faulty')).json();
		if (channel.enabled) continue;
		assert.match(channel.disabledBecause, /410/);
		enabledAgain += 1;
		receiver.back();
		await askUntilAnswered('PATCH', '/v1/channels/faulty', { enabled: true });
	}
	await Promise.all([writing, kills]);
	const all = Array.from({ length: count }, (_, index) => `n${index}`);
	while (new Set(healthy.accepted.map(({ notice }) => notice)).size < count) await wait(50);
	for (const { accepted } of [receiver, healthy]) {
		const first = new Map<string, string>();
		for (const { notice, id } of accepted) {
			assert.equal(first.get(notice) ?? id, id, `${notice} has one id`);
			first.set(notice, id);
		}
		assert.deepEqual([...first.keys()], all, 'in order, and all of them');
		assert.equal(new Set(first.values()).size, count, 'each has an id of its own');
	}
	assert.deepEqual([...receiver.happened], Object.values(faults));
	assert.equal(enabledAgain, 1);
	assert.ok(receiver.accepted.length > count, 'a message without an answer is sent again');
	const { body, headers } = receiver.accepted.at(-1) as Received;
	assert.ok(new Webhook(secret).verify(body, headers));
	const deliveries = await (await ask('GET', '/v1/channels/faulty/deliveries')).json();
	assert.deepEqual(deliveries.deadLetters, []);
});
