/** `candor report`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from './harness.ts';

test('the report has figures, months and components, aligned, and as JSON', async (context) => {
	const { candor, json } = await startServer(context);
	await candor('open', 'Checkout is failing', '--id', 'checkout-down', '--impact', 'major');
	await candor('resolve');
	const { code, out, err } = await candor('report');
	assert.equal(code, 0, err);
	assert.match(out, /^From \d{4}-\d\d-01 to \d{4}-\d\d-\d\d, in UTC\n/);
	assert.match(
		out,
		/\nIncidents +1, open: 0\nTime to first notice +median 0 min, 90 % within 0 min\nTime to resolve +median 0 min,/,
	);
	assert.match(out, /\nReports on time +0 of 1, within 14 days\n/);
	assert.match(out, /\nUpdates within the target +nothing to measure\n/);
	assert.match(out, /\nDrills +none\n/);
	assert.match(out, /\nMonth +Critical +Major +Minor +None\n\d{4}-\d\d +0 +1 +0 +0\n/);
	const { months } = (await json('report')) as { months: unknown[] };
	assert.equal(months.length, 1);
});

test('the report of a server without anything says that there was nothing', async (context) => {
	const { candor } = await startServer(context);
	const { code, out, err } = await candor('report');
	assert.equal(code, 0, err);
	assert.match(out, /\nTime to resolve +nothing to measure\n/);
});
