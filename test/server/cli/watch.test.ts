/** `candor watch`: a line for every change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from './harness.ts';
import { watch } from './watcher.ts';

/** A line that never comes fails the test. */
const timeLimit = { timeout: 20_000 };

test('every change of an outage is printed in order', timeLimit, async (context) => {
	const { candor, url, clock } = await startServer(context);
	await candor('page', 'set', '--name', 'Example Shop');
	const watcher = watch(context, url, { clock });
	await watcher.line(/Watching/);
	await candor(
		'open',
		'Checkout is failing',
		'--id',
		'shop',
		'--impact',
		'major',
		'--component',
		'checkout',
		'-m',
		'We look into it.',
	);
	await candor(
		'update',
		'A fix\nis on its way.',
		'--phase',
		'identified',
		'--component',
		'checkout=degraded',
	);
	await candor('edit', '--title', 'Payments are failing');
	await candor('resolve', 'It works again.');
	await candor('reopen');
	await candor('retract', 'shop', '--yes');
	await watcher.line(/Retracted/);
	assert.deepEqual(
		watcher.lines.map((line) => line.replace(/^12:00:00 {2}/, '')),
		[
			'Watching Example Shop. All systems are working normally. No notice is open.',
			'Opened: “Checkout is failing” · Major impact · Investigating · We look into it.',
			'Checkout: Partial outage',
			'Update: “Checkout is failing” · Cause identified · A fix is on its way.',
			'Checkout: Degraded',
			'Changed: “Payments are failing”',
			'Ended: “Payments are failing” · Resolved · It works again.',
			'Checkout: Working normally',
			'Reopened: “Payments are failing” · Investigating',
			'Checkout: Degraded',
			'Retracted: “Payments are failing”',
			'Checkout: Working normally',
		],
	);
	assert.equal((await watcher.end()).code, 0);
});

test('a status that was set by hand and hides a notice is marked', timeLimit, async (context) => {
	const { candor, url, clock } = await startServer(context);
	await candor('components', 'set', 'checkout', '--name', 'Checkout', '--status', 'operational');
	const watcher = watch(context, url, { clock });
	await watcher.line(/Watching/);
	await candor('open', 'Checkout is failing', '--impact', 'critical', '--component', 'checkout');
	await watcher.line(/^.*Checkout: Working normally \(set by hand; an open notice says: Major outage\)$/);
	await candor('components', 'set', 'checkout', '--status', 'auto');
	await watcher.line(/Checkout: Major outage$/);
	assert.equal((await watcher.end()).code, 0);
});

test('remedies and post-mortems are printed', timeLimit, async (context) => {
	const { candor, url, clock } = await startServer(context);
	await candor('open', 'Checkout is failing', '--id', 'n');
	const watcher = watch(context, url, { clock });
	await watcher.line(/Watching/);
	const remedyOptions = ['-m', 'Sorry.', '--offer', 'discount', '--summary', '10 % off', '--notice', 'n'];
	await candor('remedy', 'put', 'r', 'We are sorry', ...remedyOptions);
	await candor('postmortem', 'put', 'n', 'Why', '-m', 'A certificate.', '--anyway');
	await candor('postmortem', 'put', 'n', 'Why it failed', '-m', 'A certificate.');
	await candor('remedy', 'remove', 'r');
	await candor('retract', 'n', '--yes');
	await watcher.line(/Retracted/);
	await watcher.line(/Post-mortem removed/);
	assert.deepEqual(
		watcher.lines.slice(1).map((line) => line.replace(/^12:00:00 {2}/, '')),
		[
			'Remedy published: “We are sorry”',
			'Post-mortem published: “Why”',
			'Post-mortem changed: “Why it failed”',
			'Remedy removed: “We are sorry”',
			'Retracted: “Checkout is failing”',
			'Post-mortem removed: “Why it failed”',
		],
	);
	assert.equal((await watcher.end()).code, 0);
});

test('with --json every line is a JSON object', timeLimit, async (context) => {
	const { candor, url, clock } = await startServer(context);
	const watcher = watch(context, url, { clock, argv: ['--json'] });
	await watcher.line(/watching/);
	await candor('open', 'Checkout is failing');
	assert.deepEqual(JSON.parse(await watcher.line(/opened/)), {
		type: 'opened',
		notice: 'n1',
		text: 'Opened: “Checkout is failing” · Minor impact · Investigating',
		at: '2030-01-01T12:00:00.000Z',
		seq: 1,
	});
});

test('an overdue update is printed without a message of the server', timeLimit, async (context) => {
	const { candor, url, clock } = await startServer(context);
	await candor('open', 'Checkout is failing', '--next-update', '20m');
	let sleptMs = 0;
	const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
		sleptMs = ms;
		if (!signal?.aborted) clock.now += ms;
	};
	const watcher = watch(context, url, { clock, io: { sleep } });
	assert.equal(
		await watcher.line(/Overdue/),
		'12:20:00  Overdue: the promised update to “Checkout is failing” has not been published',
	);
	assert.equal(sleptMs, 20 * 60_000);
});
