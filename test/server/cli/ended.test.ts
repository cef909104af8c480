/** Notices that have ended: what they promise no more, and how they are opened again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from './operator.ts';

for (const words of [
	['open', 'Failing', '--phase', 'resolved'],
	['update', 'It works again.', '--phase', 'resolved'],
	['reopen', '--phase', 'completed'],
])
	test(`2: ${words.join(' ')} promises no other update`, async (context) => {
		const { candor, json } = await house(context);
		await candor('open', 'Checkout is failing', '--next-update', '10m');
		const { code, err } = await candor(...words, '--next-update', '20m');
		assert.equal(code, 2);
		assert.match(err, /--next-update does not go with --phase \w+: a notice that has ended promises nothing/);
		assert.equal((await json('list', '--all')).seq, 1);
	});

for (const words of [
	['update', 'n1', 'A last word.'],
	['edit', 'n1', '--title', 'Other words'],
])
	test(`6: ${words[0]} does not drop the promise of an update to what has ended`, async (context) => {
		const { candor, json } = await house(context);
		await candor('open', 'Checkout is failing');
		await candor('resolve');
		const { code, err } = await candor(...words, '--next-update', '20m');
		assert.equal(code, 6);
		assert.match(err, /"Checkout is failing" has ended and promises nothing.*candor reopen n1/);
		assert.equal((await json('list', '--all')).seq, 2);
		assert.equal((await candor(...words)).code, 0);
	});

test('maintenance whose window has passed is scheduled again once it has a new one', async (context) => {
	const { candor, clock, json } = await house(context);
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
