/** Two operators at once, ids that begin alike, and words that are no longer true. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startServer } from './harness.ts';

test('a change that another command overtakes prints the difference and keeps the text in a file', async (context) => {
	const server = await startServer(context);
	await server.candor('open', 'Checkout is failing', '--id', 'n');
	const files = new Map<string, string>();
	const writeFile = async (path: string, text: string) => void files.set(path, text);
	for (const [argv, text] of [
		[['update', 'n', 'The cause is found.'], 'The cause is found.'],
		[['edit', 'n', '--title', 'Payments fail'], undefined],
		[['phase', 'n', 'monitoring'], undefined],
	] as const) {
		files.clear();
		// The other operator is faster: their command comes after the first read of this one.
		let isFirst = true;
		const other = async (...[input, init]: Parameters<typeof fetch>) => {
			if (init?.method !== 'GET' && isFirst) {
				isFirst = false;
				await server.candor('edit', 'n', '--impact', 'critical');
			}
			return fetch(input, init);
		};
		await server.candor('edit', 'n', '--impact', 'major');
		const { code, err } = await runCli(argv, {
			url: server.url,
			clock: server.clock,
			io: { fetch: other, writeFile },
		});
		assert.equal(code, 6, err);
		assert.match(err, /was changed by another command a moment ago\. Nothing was sent\./);
		assert.match(err, /impact: "major" is now "critical"/);
		assert.deepEqual([...files.values()], text === undefined ? [] : [text]);
		for (const path of files.keys()) assert.ok(err.includes(path));
	}
	const { updates, title } = await server.json('show', 'n');
	assert.deepEqual([(updates as unknown[]).length, title], [1, 'Checkout is failing']);
});

test('an exact id wins over ids that begin with it, also when the list does not have it', async (context) => {
	const { candor, json } = await startServer(context);
	await candor('open', 'The first', '--id', 'inc-1');
	await candor('resolve', 'inc-1');
	for (let index = 0; index < 101; index++) await candor('open', `Notice ${index}`, '--id', `inc-1${index}`);
	assert.equal((await json('show', 'inc-1')).title, 'The first');
	assert.equal((await candor('show', 'inc-10')).code, 0);
	const unclear = await candor('show', 'inc-');
	assert.match(unclear.err, /have an id that begins with "inc-"/);
	assert.equal((await candor('show', 'other')).code, 5);
});

test('an estimate that has passed says so, and an ended notice says nothing of what is being done', async (context) => {
	const { candor, clock } = await startServer(context);
	const details = ['--estimate', '10m..20m', '--action', 'We roll back', '--workaround', 'Pay by transfer.'];
	await candor('open', 'Checkout is failing', '--id', 'n', ...details);
	assert.match((await candor('show', 'n')).out, /Expected to be fixed between 12:10 UTC and 12:20 UTC/);
	clock.now += 21 * 60_000;
	const late = (await candor('show', 'n')).out;
	assert.match(late, /Taking longer than expected: it was expected to end by 12:20 UTC/);
	assert.doesNotMatch(late, /Expected to be fixed/);
	assert.match(late, /We roll back/);
	const { out } = await candor('resolve', 'n', 'All works again.');
	assert.doesNotMatch(out, /We roll back|Pay by transfer|Taking longer|Expected/);
});
