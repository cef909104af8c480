/** Servers that never end, lie or lead astray: a command ends, and never says more than it knows. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { pathTo } from '../../../server/cli/client.ts';
import { listen, noon, operate } from './operator.ts';
import { watch } from './watcher.ts';

/** A command that never ends is a failure, not a wait. */
const patience = { timeout: 30_000 };
const mebibyte = Buffer.alloc(1024 * 1024, ' ');

const at = new Date(noon).toISOString();
const notice = {
	...{ id: 'n1', seq: 1, kind: 'incident', title: 'A notice', phase: 'investigating', impact: 'major' },
	...{ openedAt: at, updatedAt: at, latestUpdate: 1, updates: [] },
};

/** A server that answers every request with JSON, and which requests it was asked. */
async function answering(
	context: TestContext,
	answer: (method: string, path: string) => readonly [status: number, body?: unknown],
) {
	const asked: string[] = [];
	const url = await listen(context, (request, response) => {
		const { method = '', url: path = '' } = request;
		asked.push(`${method} ${path}`);
		const [status, body] = answer(method, path);
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(body === undefined ? undefined : JSON.stringify(body));
	});
	return { url, asked };
}

/** Sends until the reader has gone; gives how many bytes that were. */
async function sendWithoutEnd(response: ServerResponse): Promise<number> {
	let sent = 0;
	const gone = once(response, 'close').then(() => 'gone' as const);
	for (;;) {
		sent += mebibyte.length;
		const room = response.write(mebibyte) || once(response, 'drain');
		if ((await Promise.race([room, gone])) === 'gone') return sent;
	}
}

for (const [words, next] of [
	['list', /Check the address/],
	['open x', /It may have been carried out: look with "candor list"/],
] as const)
	test(`3: ${words} reads no more than 32 MB of an answer that never ends`, patience, async (context) => {
		const sent: Promise<number>[] = [];
		const url = await listen(context, (_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			sent.push(sendWithoutEnd(response));
		});
		const { code, err } = await operate(words.split(' '), { url });
		assert.equal(code, 3);
		assert.match(err, /longer than 32 MB/);
		assert.match(err, next);
		assert.equal(sent.length, 1);
		assert.ok(((await sent[0]) ?? 0) < 64 * mebibyte.length);
	});

test('3: an answer that begins and never ends is given up in time', patience, async (context) => {
	const deadline = new AbortController();
	const io = { timeout: () => deadline.signal };
	const url = await listen(context, (_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.write('{', () => deadline.abort(new DOMException('', 'TimeoutError')));
	});
	const { code, err } = await operate(['list'], { url, io });
	assert.equal(code, 3);
	assert.match(err, /no answer in time/);
});

test('watch says that it hears nothing where a failure never ends', patience, async (context) => {
	const url = await listen(context, (_request, response) => void response.writeHead(500).write('wait'));
	const timeout = (milliseconds: number): AbortSignal =>
		milliseconds === 10_000 ? AbortSignal.timeout(1) : new AbortController().signal;
	const watcher = watch(context, url, { io: { timeout } });
	await watcher.line(/Connection lost: nothing was heard for 10 s/);
	const { code, err } = await watcher.ended;
	assert.equal(code, 3);
	assert.match(err, /nothing was heard for 10 s/);
});

test('watch reads no more than 32 MB of a failure', patience, async (context) => {
	const sent: Promise<number>[] = [];
	const url = await listen(context, (_request, response) => {
		response.writeHead(500);
		sent.push(sendWithoutEnd(response));
	});
	const { code, err } = await watch(context, url).ended;
	assert.equal(code, 3);
	assert.match(err, /longer than 32 MB/);
	for (const bytes of await Promise.all(sent)) assert.ok(bytes < 64 * mebibyte.length);
});

const lies: readonly (readonly [words: string, status: number, body: unknown, look: string])[] = [
	['open x', 201, {}, 'candor list'],
	['open x', 201, { ok: true }, 'candor list'],
	['open x --id other', 201, notice, 'candor list'],
	['open x', 201, { ...notice, title: 7 }, 'candor list'],
	['update n1 -m news', 201, {}, 'candor list'],
	['update n1 -m news', 201, { ...notice, id: 'n2' }, 'candor list'],
	['resolve n1', 200, {}, 'candor list'],
	['phase n1 monitoring', 200, {}, 'candor list'],
	['edit n1 --title Other', 200, null, 'candor list'],
	['retract n1', 200, {}, 'candor list'],
	['retract n1', 200, { id: 'n1', seq: 2, retracted: false }, 'candor list'],
	['token create x', 201, {}, 'candor token list'],
	['token create x', 201, { id: 't1', token: '' }, 'candor token list'],
	['token revoke t1', 200, {}, 'candor token list'],
	['token revoke t1', 200, null, 'candor token list'],
	['components set x --name X', 200, {}, 'candor components'],
	['components remove x', 200, {}, 'candor components'],
	['page set --name X', 200, {}, 'candor page'],
	['remedy put r X -m Sorry --offer discount --summary Y', 201, {}, 'candor remedy list'],
	[
		'remedy put r X -m Sorry --offer discount --summary Y',
		201,
		{ id: 'q', title: 'X' },
		'candor remedy list',
	],
	['remedy remove r', 200, {}, 'candor remedy list'],
];
for (const [words, status, body, look] of lies.flatMap((lie) => [
	lie,
	[`${lie[0]} --json`, lie[1], lie[2], lie[3]] as const,
]))
	test(`3: ${words} is not done where the server answers ${JSON.stringify(body)}`, async (context) => {
		const { url } = await answering(context, (method) =>
			method === 'GET'
				? [200, { seq: 1, notices: [notice], components: [], tokens: [], name: 'Shop' }]
				: [status, body],
		);
		const { code, out, err } = await operate(words.split(' '), { url });
		assert.equal(out, '');
		assert.equal(code, 3);
		assert.ok(err.replaceAll('\\"', '"').includes(`may have been carried out: look with "${look}"`), err);
	});

test('3: a failure without a reason does not invite to do it twice', async (context) => {
	const { url } = await answering(context, () => [500]);
	assert.match((await operate(['open', 'x'], { url })).err, /It may have been carried out: look with/);
});

for (const words of ['list', 'components', 'components --json', 'page', 'token list', 'token list --json'])
	test(`3: ${words} says plainly that null is no answer`, async (context) => {
		const { url } = await answering(context, () => [200, null]);
		const { code, out, err } = await operate(words.split(' '), { url });
		assert.equal(code, 3);
		assert.equal(out, '');
		assert.match(err, /it sent something else than was asked for/);
	});

test('3: JSON that is cut off is named as such', async (context) => {
	const url = await listen(context, (_request, response) =>
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"notices":['),
	);
	assert.match((await operate(['list'], { url })).err, /it sent JSON that cannot be read/);
});

for (const id of ['../../v1/tokens', '..', '.', '../tokens?a=1#b'])
	for (const words of ['show', 'update -m news', 'resolve', 'phase monitoring', 'edit --title x', 'retract'])
		test(`${words} reaches no other address by the id ${id}`, async (context) => {
			const { url, asked } = await answering(context, () => [
				200,
				{ seq: 1, notices: [{ ...notice, id }], components: [] },
			]);
			assert.equal((await operate(words.split(' '), { url })).code, 3);
			const addresses = [
				...['GET /v1/notices?', 'GET /v1/components'],
				...['GET', 'POST', 'PATCH'].map((method) => `${method} /v1/notices/${encodeURIComponent(id)}`),
			];
			for (const request of asked)
				assert.ok(
					addresses.some((each) => request.startsWith(each)),
					request,
				);
		});

test('an id is one step of an address, whatever is in it', () => {
	assert.equal(pathTo('v1', 'notices', 'a/b?c#d', 'updates'), 'v1/notices/a%2Fb%3Fc%23d/updates');
	for (const id of ['', '.', '..', 'half \ud800'])
		assert.throws(() => pathTo('v1', 'notices', id), /an id that nothing can have/);
});
