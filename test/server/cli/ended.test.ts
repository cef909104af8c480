/** Notices that have ended: they promise no update, and `candor reopen` opens them again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from './harness.ts';

for (const argv of [
	['open', 'Failing', '--phase', 'resolved'],
	['update', 'It works again.', '--phase', 'resolved'],
	['reopen', '--phase', 'completed'],
])
	test(`2: ${argv.join(' ')} cannot promise an update`, async (context) => {
		const { candor, json } = await startServer(context);
		await candor('open', 'Checkout is failing', '--next-update', '10m');
		const { code, err } = await candor(...argv, '--next-update', '20m');
		assert.equal(code, 2);
		assert.match(
			err,
			/--next-update and --phase \w+ exclude each other: a notice that has ended promises no update/,
		);
		assert.equal((await json('list', '--all')).seq, 1);
	});

for (const argv of [
	['update', 'n1', 'A last word.'],
	['edit', 'n1', '--title', 'Other words'],
])
	test(`6: ${argv[0]} refuses to promise an update on a notice that has ended`, async (context) => {
		const { candor, json } = await startServer(context);
		await candor('open', 'Checkout is failing');
		await candor('resolve');
		const { code, err } = await candor(...argv, '--next-update', '20m');
		assert.equal(code, 6);
		assert.match(err, /"Checkout is failing" has ended and promises no update.*candor reopen n1/);
		assert.equal((await json('list', '--all')).seq, 2);
		assert.equal((await candor(...argv)).code, 0);
	});

test('maintenance can be scheduled again only with a new window', async (context) => {
	const { candor, clock, json } = await startServer(context);
	await candor('open', 'Database upgrade', '--id', 'upgrade', '--starts', '1h', '--ends', '2h');
	await candor('resolve', 'upgrade', 'Not tonight.', '--phase', 'cancelled');
	clock.now += 3 * 3_600_000;
	const { seq } = await json('list', '--all');
	const refused = await candor('reopen', 'upgrade', '--phase', 'scheduled');
	assert.equal(refused.code, 2);
	assert.match(refused.err, /The window of "Database upgrade" has passed\./);
	assert.match(refused.err, /candor edit upgrade --starts WHEN --ends WHEN/);
	assert.equal((await json('list', '--all')).seq, seq);
	assert.equal((await candor('edit', 'upgrade', '--starts', '1h', '--ends', '2h')).code, 0);
	const { code, out } = await candor('reopen', 'upgrade', 'Tonight it is.', '--phase', 'scheduled');
	assert.equal(code, 0);
	assert.match(out, /Scheduled/);
});
