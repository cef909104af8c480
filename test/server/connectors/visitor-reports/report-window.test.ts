import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReportWindow } from '../../../../server/connectors/visitor-reports/report-window.ts';

const second = 1_000;
const count = { component: 'checkout', requests: 4, failures: 3 };

test('reports expire after the length of the window, a tenth of it at a time', () => {
	const window = new ReportWindow(100 * second);
	for (const at of [0, 5, 50, 99]) window.add(count, '', at * second);
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

test('reports of more than fifty regions are counted together, and the twenty largest regions are shown', () => {
	const window = new ReportWindow(100 * second);
	for (let index = 0; index < 500; index++) window.add(count, `R${index}`, 0);
	window.add(count, 'R7', 0);
	const summary = window.summary('checkout', 0);
	assert.equal(summary?.reports, 501);
	assert.equal(summary?.regions.length, 20);
	assert.deepEqual(summary?.regions.slice(0, 2), [
		{ region: 'OTHER', reports: 450 },
		{ region: 'R7', reports: 2 },
	]);
});
