/** Maintenance ends by hand, or by the clock if that is chosen. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from './harness.ts';
import { watch } from './watcher.ts';

const hourMs = 3_600_000;
const upgrade = ['open', 'Database upgrade', '--id', 'w', '--ends', '2h', '--component', 'db'] as const;

test('past its end, maintenance is open and takes longer than planned, until its end is moved', async (context) => {
	const { candor, clock, json } = await startServer(context);
	const opened = await candor(...upgrade);
	assert.match(opened.out, /Window: 12:00 UTC to 14:00 UTC \(in 2 h\)\n/);
	clock.now += 3 * hourMs;
	for (const command of ['show', 'list']) {
		const { out } = await candor(command);
		assert.match(out, /In progress/, command);
		assert.match(out, /Taking longer than planned: the end was planned for 14:00 UTC \(1 h ago\)/, command);
	}
	assert.match((await candor('show')).out, /Db: Under maintenance/);
	assert.doesNotMatch((await candor('edit', '--ends', '1h')).out, /longer than planned/);
	clock.now += 2 * hourMs;
	assert.match((await candor('show')).out, /longer than planned/);
	assert.match((await candor('resolve', 'Done.')).out, /Completed/);
	assert.equal((await json('show', 'w')).endsByClock, false);
});

test('--ends-by-clock completes it at its end, and edit changes the choice before that', async (context) => {
	const { candor, clock, json } = await startServer(context);
	const opened = await candor(...upgrade, '--ends-by-clock');
	assert.match(opened.out, /Window: 12:00 UTC to 14:00 UTC \(in 2 h\), completes by the clock/);
	assert.equal((await candor('edit', 'w', '--no-ends-by-clock')).code, 0);
	assert.equal((await json('show', 'w')).endsByClock, false);
	assert.equal((await candor('edit', 'w', '--ends-by-clock')).code, 0);
	clock.now += 3 * hourMs;
	assert.match((await candor('show', 'w')).out, /Completed/);
	assert.match((await candor('list')).out, /No notice is open/);
	const { code, err } = await candor('open', 'Checkout is failing', '--ends-by-clock');
	assert.notEqual(code, 0);
	assert.match(err, /Only maintenance ends by the clock/);
});

test('watch says when maintenance takes longer than planned', { timeout: 20_000 }, async (context) => {
	const { candor, url, clock } = await startServer(context);
	await candor(...upgrade);
	const watcher = watch(context, url, { clock });
	await watcher.line(/Watching/);
	clock.now += 3 * hourMs;
	await candor('update', 'We need another hour.');
	await watcher.line(/Late: “Database upgrade” is taking longer than planned/);
	assert.equal((await watcher.end()).code, 0);
});
