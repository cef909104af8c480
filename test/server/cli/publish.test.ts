/** Publishing: from the first notice of an outage to the last update. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startServer } from './harness.ts';

test('open prints what customers see, the id, and the next commands', async (context) => {
	const { candor } = await startServer(context);
	const result = await candor(
		'open',
		'Checkout is failing',
		'--impact',
		'major',
		'--component',
		'checkout',
		'--next-update',
		'20m',
	);
	assert.equal(result.err, '');
	assert.equal(
		result.out,
		`Published. Customers now see:

  Major impact · Checkout is failing
  Investigating · updated 12:00 UTC (just now)
  Next update by 12:20 UTC (in 20 min)
  Checkout: Partial outage

Notice:  n1
Update:  candor update "What you know now" --next-update 20m
Resolve: candor resolve "What was done"
`,
	);
	assert.equal(result.code, 0);
});

test('an update goes to the only open notice, whose title is printed', async (context) => {
	const { candor } = await startServer(context);
	await candor('open', 'Checkout is failing');
	const { code, out } = await candor(
		'update',
		'The fix is **out**.',
		'--phase',
		'monitoring',
		'--next-update',
		'1h30m',
	);
	assert.equal(code, 0);
	assert.match(out, /^Updated "Checkout is failing"\. Customers now see:/);
	assert.match(out, /Fix in place, monitoring/);
	assert.match(out, /Next update by 13:30 UTC \(in 1 h 30 min\)/);
	assert.match(out, /“The fix is out\.”/);
});

test('an update without a promise of the next one prints a reminder', async (context) => {
	const { candor } = await startServer(context);
	await candor('open', 'Checkout is failing', '--next-update', '20m');
	const { out } = await candor('update', 'Still looking.', '--no-promise');
	assert.match(out, /No next update is promised\./);
});

test('every detail can be set and cleared', async (context) => {
	const { candor, json } = await startServer(context);
	const opened = await json(
		...['open', 'Signing in is failing', '--component', 'accounts=major-outage', '--component', 'checkout'],
		...[
			'--unaffected',
			'search',
			'--workaround',
			'Use the app.',
			'--action',
			'Rolling back',
			'--action',
			'Testing',
		],
		...['--step', 'Keep your password', '--estimate', '30m..2h', '--expires', '1d', '--data-safety', 'safe'],
		...['--statement', 'No data left.', '--evidence', 'The logs.', '--approved-by', 'Security team'],
	);
	assert.deepEqual(opened.affected, [
		{ component: 'accounts', status: 'major-outage' },
		{ component: 'checkout', status: 'degraded' },
	]);
	assert.deepEqual(opened.actions, ['Rolling back', 'Testing']);
	assert.deepEqual(opened.estimate, {
		earliest: '2030-01-01T12:30:00.000Z',
		latest: '2030-01-01T14:00:00.000Z',
	});
	assert.equal(opened.expiresAt, '2030-01-02T12:00:00.000Z');
	const { out } = await candor('show');
	for (const line of [
		'Accounts: Major outage',
		'Not affected: Search',
		'What customers can do now: Use the app.',
		'- Rolling back',
		'- Keep your password',
		'Data safety: Data is safe, as of 12:00 UTC (just now)',
		'How it is known: The logs.',
		'Approved by Security team',
		'Shown until Wed 2 Jan 12:00 UTC (in 24 h)',
	])
		assert.ok(out.includes(line), `${line}\nis missing from\n${out}`);
	const edited = await json(
		...['edit', '--title', 'Signing in is slow', '--no-workaround', '--no-action', '--no-estimate'],
		...['--no-data-safety', '--no-expires', '--no-unaffected', '--no-component', '--no-step'],
	);
	const { title, workaround, actions, estimate, dataSafety, expiresAt, unaffected, affected, checklist } =
		edited;
	assert.deepEqual(
		{ title, workaround, actions, estimate, dataSafety, expiresAt, unaffected, affected, checklist },
		{
			title: 'Signing in is slow',
			workaround: null,
			actions: [],
			estimate: null,
			dataSafety: null,
			expiresAt: null,
			unaffected: [],
			affected: [],
			checklist: [],
		},
	);
});

test('the window of maintenance is printed in the operator’s zone', async (context) => {
	const { url, clock } = await startServer(context);
	const argv = ['open', 'Database upgrade', '--starts', '2030-01-02T02:00Z', '--ends', '2030-01-02T04:00Z'];
	const { out } = await runCli([...argv, '--new-component', 'accounts'], {
		url,
		clock,
		io: { timeZone: 'Asia/Tokyo' },
	});
	assert.match(out, /Maintenance · Database upgrade\n {2}Scheduled/);
	assert.match(out, /Window: Wed 2 Jan 11:00 GMT\+9 to Wed 2 Jan 13:00 GMT\+9 \(in 16 h\)/);
	assert.match(out, /Affected during the window: Accounts/);
	assert.doesNotMatch(out, /Under maintenance/);
});

test('a notice changes its phase, ends, is reopened and is retracted', async (context) => {
	const { candor, json } = await startServer(context);
	await candor('open', 'Checkout is failing', '--component', 'checkout');
	assert.match((await candor('phase', 'identified')).out, /Cause identified/);
	assert.match((await candor('phase', 'n1', 'monitoring')).out, /Fix in place/);
	const ended = await candor('resolve', 'Payments work again.');
	assert.match(ended.out, /^Ended "Checkout is failing"/);
	assert.match(ended.out, /Was affected: Checkout/);
	assert.match(ended.out, /candor reopen n1/);
	assert.match((await candor('list')).out, /^No notice is open\.\n$/);
	assert.match((await candor('list', '--all')).out, /Checkout is failing/);
	assert.match((await candor('reopen', 'It fails again.', '--next-update', '15m')).out, /in 15 min/);
	assert.match(
		(await candor('retract', 'n1', '--reason', 'A false alarm.', '--yes')).out,
		/^Retracted "Checkout is failing"/,
	);
	assert.deepEqual((await json('list', '--all')).notices, []);
});

test('an update that was promised and not published is overdue', async (context) => {
	const { candor, clock } = await startServer(context);
	await candor('open', 'Checkout is failing', '--next-update', '20m');
	clock.now += 25 * 60_000;
	assert.match((await candor('list')).out, /Overdue: an update was promised by 12:20 UTC \(5 min ago\)/);
});
