/** What limits the reports: how much is taken from whom, how much is remembered, and for how long. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { FailureReports } from '../../../server/connectors/visitor-reports/failure-reports.ts';
import { ReportWindow } from '../../../server/connectors/visitor-reports/report-window.ts';
import { CommandHandler } from '../../../server/core/command-handler.ts';
import { LiveState } from '../../../server/core/live-state.ts';
import { memoryLog } from '../../../server/core/log/memory-log.ts';
import { aHandClock } from '../../support/hand-clock.ts';

const second = 1_000;
const report = { component: 'checkout', requests: 4, failures: 3 };

test('a window forgets what is older than it, a tenth at a time', () => {
	const window = new ReportWindow(100 * second);
	for (const at of [0, 5, 50, 99]) window.add(report, '', at * second);
	assert.deepEqual(window.summary('checkout', 99 * second), {
		reports: 4,
		requests: 16,
		failures: 12,
		since: '1970-01-01T00:00:00.000Z',
		regions: [],
	});
	assert.equal(window.summary('checkout', 100 * second)?.reports, 2);
	assert.equal(window.summary('checkout', 100 * second)?.since, '1970-01-01T00:00:50.000Z');
	assert.equal(window.summary('checkout', 500 * second), null);
	assert.equal(window.summary('search', 0), null);
});

test('invented regions are counted as one, and the busiest twenty are shown', () => {
	const window = new ReportWindow(100 * second);
	for (let index = 0; index < 500; index++) window.add(report, `R${index}`, 0);
	window.add(report, 'R7', 0);
	const summary = window.summary('checkout', 0);
	assert.equal(summary?.reports, 501);
	assert.equal(summary?.regions.length, 20);
	assert.deepEqual(summary?.regions.slice(0, 2), [
		{ region: 'OTHER', reports: 450 },
		{ region: 'R7', reports: 2 },
	]);
});

test('whoever sends far too much takes no turn from the others', async (context) => {
	const log = memoryLog('site');
	const liveState = await LiveState.start(log);
	context.after(() => liveState.stop());
	const clock = aHandClock();
	const commandHandler = new CommandHandler(log, liveState, clock, () => 'id');
	const failureReports = new FailureReports(
		{},
		{ commandHandler, liveState, clock, logger: pino({ level: 'silent' }) },
	);
	let refused = 0;
	for (let count = 0; count < 1_000; count++)
		await failureReports.record([], '192.0.2.1', '').catch(() => {
			refused += 1;
		});
	assert.equal(refused, 995);
	await failureReports.record([], '192.0.2.2', '');
});
