/**
 * `kill -9` of a server, of Postgres, or of both at random moments, while clients write to three servers: nothing acknowledged is
 * lost or doubled, and the order is the same on all. `CANDOR_KILL_ROUNDS` sets the number of rounds. Default: 5.
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { plainText, type RichText } from '../../src/model/rich-text.ts';
import { aFolder } from '../support/folder.ts';
import { aPostgres } from '../support/postgres.ts';
import { aServerProcess, type ServerProcess } from '../support/process.ts';

const rounds = Number(process.env.CANDOR_KILL_ROUNDS ?? 5);
const token = 'a-token-for-the-tests';
const writers = 3;

/** Three servers on one database, each of which can be killed. */
async function aCluster(context: TestContext) {
	const postgres = await aPostgres(context);
	const environment = {
		...{ CANDOR_DATABASE: postgres.address('postgres'), CANDOR_DATA: aFolder(context) },
		...{ CANDOR_TOKEN: token, CANDOR_LOG_LEVEL: 'error' },
	};
	const start = () => aServerProcess(context, environment);
	const servers: ServerProcess[] = await Promise.all([start(), start(), start()]);
	return {
		postgres,
		servers,
		/** The address of one of the servers, of which some may not answer. */
		anyUrl: () => servers[Math.floor(Math.random() * servers.length)]?.url ?? '',
		async replace(index: number) {
			const server = await start();
			assert.ok(server.url, server.logged());
			servers[index] = server;
		},
	};
}

/** Repeats the request with the same key, on any server, until one acknowledges it. Returns the number of tries. */
async function writeUntilAcknowledged(
	anyUrl: () => string,
	path: string,
	body: object,
	key: string,
): Promise<number> {
	for (let tries = 1; ; tries++) {
		try {
			const response = await fetch(anyUrl() + path, {
				method: 'POST',
				headers: {
					...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
					'idempotency-key': key,
				},
				body: JSON.stringify(body),
				signal: AbortSignal.timeout(20_000),
			});
			const text = await response.text();
			if (response.status === 201) return tries;
			assert.equal(response.status, 503, text);
		} catch (error) {
			if (error instanceof assert.AssertionError) throw error;
		}
		// The server was killed, or its database does not answer.
		await sleep(20 + Math.random() * 80);
	}
}

async function updatesOf(url: string): Promise<string[]> {
	const { updates } = await (await fetch(`${url}/v1/notices/n`)).json();
	return updates.map(({ body }: { body: RichText }) => plainText(body));
}

const missing = (promised: readonly string[], seen: readonly string[]): string[] => {
	const all = new Set(seen);
	return promised.filter((words) => !all.has(words));
};

/** Waits until it is so, for a minute at most: then the assertion that follows says what is wrong. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
	for (let looks = 0; looks < 1_200 && !(await isSo()); looks++) await sleep(50);
}

test(`${rounds} rounds of kill -9 of servers and Postgres: nothing acknowledged is lost`, {
	timeout: 580_000,
}, async (context) => {
	const cluster = await aCluster(context);
	const { postgres, servers, anyUrl } = cluster;
	await writeUntilAcknowledged(
		anyUrl,
		'/v1/notices',
		{
			...{ id: 'n', title: 'Down', body: 'Begin.', affected: [{ component: 'api' }], newComponents: ['api'] },
		},
		'open',
	);

	const acknowledged: string[] = [];
	let repeated = 0;
	let done = false;
	const writing = Array.from({ length: writers }, async (_, writer) => {
		for (let count = 1; !done; count++) {
			const words = `Writer ${writer} says ${count}.`;
			const tries = await writeUntilAcknowledged(
				anyUrl,
				'/v1/notices/n/updates',
				{ body: words },
				words.replaceAll(/\W/g, '-'),
			);
			acknowledged.push(words);
			if (tries > 1) repeated++;
			await sleep(10);
		}
	});

	const kills = { server: 0, postgres: 0, both: 0 };
	for (let round = 0; round < rounds; round++) {
		const next = acknowledged.length + 3 + Math.floor(Math.random() * 10);
		while (acknowledged.length < next) await sleep(5);
		await sleep(Math.random() * 50);
		const promised = [...acknowledged];
		const what =
			(['server', 'postgres', 'both'] as const)[round < 3 ? round : Math.floor(Math.random() * 3)] ?? 'both';
		kills[what]++;
		const index = Math.floor(Math.random() * servers.length);
		await Promise.all([
			what !== 'postgres' && servers[index]?.end('SIGKILL'),
			what !== 'server' && postgres.stop('SIGKILL'),
		]);
		// Long enough for a server to find that the database is away, now and then.
		await sleep(Math.random() * 500);
		if (what !== 'server') await postgres.restart();
		if (what !== 'postgres') await cluster.replace(index);
		// A server that was not killed reads on by itself, once the database answers.
		const { url = '' } = servers[(index + 1) % servers.length] ?? {};
		await until(async () => missing(promised, await updatesOf(url)).length === 0);
		assert.deepEqual(missing(promised, await updatesOf(url)), [], `round ${round}: ${what}`);
	}
	done = true;
	await Promise.all(writing);
	for (const { child, logged } of servers)
		assert.deepEqual(
			[child.exitCode, child.signalCode],
			[null, null],
			`a server ended by itself: ${logged()}`,
		);

	const states = await Promise.all(
		servers.map(async ({ url }) => {
			for (;;) {
				const words = await updatesOf(url);
				if (words.length > acknowledged.length) return words;
				await sleep(50);
			}
		}),
	);
	const [first = []] = states;
	for (const words of states) assert.deepEqual(words, first, 'the order is the same on all servers');
	assert.deepEqual(
		first.filter((words) => words !== 'Begin.').sort(),
		[...acknowledged].sort(),
		'each once, and no other',
	);
	const [snapshot, ...others] = await Promise.all(
		servers.map(async ({ url }) => {
			const { site, seq, records } = await (await fetch(`${url}/v1/snapshot`)).json();
			return { site, seq, records };
		}),
	);
	for (const other of others) assert.deepEqual(other, snapshot);
	// Without a gap, which no server would have read past.
	const [log] = await postgres.query(
		'postgres',
		'select count(*)::int as count, max(seq)::int as seq from candor.commits',
	);
	assert.deepEqual(log, { count: snapshot?.seq, seq: snapshot?.seq });
	context.diagnostic(
		`${acknowledged.length} acknowledged, ${repeated} after a repetition; kills: ${JSON.stringify(kills)}`,
	);
});
