/** `candor list` reads a list page by page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notice, startFakeServer } from './fake-server.ts';
import { runCli } from './harness.ts';

/** A server with so many notices, in pages of at most 100. `next` changes the cursor of a page. */
const aPagedServer = (
	context: Parameters<typeof startFakeServer>[0],
	count: number,
	next: (after: number) => string | null = (after) => (after < count ? String(after) : null),
) =>
	startFakeServer(context, (_method, path) => {
		const { pathname, searchParams } = new URL(path, 'http://server');
		if (pathname !== '/v1/notices') return [200, { seq: 1, components: [] }];
		const from = Number(searchParams.get('cursor') ?? 0);
		const limit = Math.min(100, Number(searchParams.get('limit')));
		const notices = Array.from({ length: Math.max(0, Math.min(limit, count - from)) }, (_, index) => ({
			...notice,
			id: `n${from + index}`,
		}));
		return [200, { seq: 1, notices, next: next(from + notices.length) }];
	});

const idsIn = (out: string): string[] => JSON.parse(out).notices.map(({ id }: { readonly id: string }) => id);

test('all open notices are listed, however many there are', async (context) => {
	const { url, requests } = await aPagedServer(context, 250);
	const { code, out } = await runCli(['list', '--json'], { url });
	assert.equal(code, 0);
	assert.equal(new Set(idsIn(out)).size, 250);
	assert.equal(JSON.parse(out).next, null);
	assert.equal(requests.filter((request) => request.includes('/v1/notices?')).length, 3);
});

test('--limit lists at most so many, and --all the newest 100', async (context) => {
	const { url } = await aPagedServer(context, 1_000);
	for (const [args, count] of [
		[['--limit', '7'], 7],
		[['--all'], 100],
		[['--all', '--limit', '230'], 230],
	] as const) {
		const { out } = await runCli(['list', '--json', ...args], { url });
		assert.equal(idsIn(out).length, count);
	}
	assert.equal((await runCli(['list', '--limit', 'many'], { url })).code, 2);
});

test('a list that leaves notices out says so, and a whole one does not', async (context) => {
	const { url } = await aPagedServer(context, 1_000);
	for (const [args, advice] of [
		[['--all'], /\nThere are more notices\. .*--limit 1000\.\n$/],
		[['--limit', '7'], /\nThere are more notices\. .*--limit 70\.\n$/],
	] as const)
		assert.match((await runCli(['list', ...args], { url })).out, advice);
	assert.doesNotMatch((await runCli(['list'], { url })).out, /more notices/);
});

test('a faulty server that gives the same cursor again is not read for ever', async (context) => {
	const { url, requests } = await aPagedServer(context, 100_000, () => '100');
	const { out } = await runCli(['list', '--json'], { url });
	assert.equal(idsIn(out).length, 200);
	assert.ok(requests.length <= 4);
});

test('a server of an earlier version has one page', async (context) => {
	const { url } = await startFakeServer(context, (_method, path) => [
		200,
		path.startsWith('/v1/notices') ? { seq: 1, notices: [notice] } : { seq: 1, components: [] },
	]);
	assert.deepEqual(idsIn((await runCli(['list', '--json'], { url })).out), ['n1']);
});
