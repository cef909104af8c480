/** `candor reports`: the counts of visitor reports. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noon, runCli, startServer } from './harness.ts';

test('the counts are printed as a table with the time of the first report, and as JSON', async (context) => {
	const { candor, json, url, clock } = await startServer(context);
	await candor('open', 'Checkout is failing', '--id', 'checkout-down', '--reporting');
	assert.match(
		(await candor('reports')).out,
		/Checkout is failing {2}checkout-down\n {2}No visitor has reported/,
	);
	const report = async (says: string) => {
		const body = JSON.stringify({ says });
		const path = `${url}/v1/reports/notices/checkout-down`;
		assert.equal((await fetch(path, { method: 'POST', body })).status, 202);
	};
	for (let index = 0; index < 11; index++) await report('affected');
	await candor('phase', 'checkout-down', 'monitoring');
	await report('works-again');
	clock.now = noon + 180_000;
	const { out } = await candor('reports', 'check');
	assert.match(out, /^ {2}Affected {6}11$/m);
	assert.match(out, /^ {2}Works again {3}1$/m);
	assert.match(out, /^ {2}Still broken {2}0$/m);
	assert.match(out, /^ {2}First report: 12:00 UTC \(3 min ago\)$/m);
	assert.deepEqual(await json('reports'), {
		id: 'checkout-down',
		affected: 11,
		worksAgain: 1,
		stillBroken: 0,
		since: '2030-01-01T12:00:00.000Z',
	});
});

test('if visitors are not asked, the output says how to ask them', async (context) => {
	const { candor } = await startServer(context);
	await candor('open', 'Checkout is failing', '--id', 'checkout-down');
	assert.match((await candor('reports')).out, /To ask them: candor edit checkout-down --reporting/);
	assert.equal((await candor('edit', 'checkout-down', '--reporting')).code, 0);
	assert.match((await candor('reports')).out, /No visitor has reported anything yet/);
});

test('reports need an operator token and an existing notice', async (context) => {
	const { candor, url } = await startServer(context);
	assert.equal((await candor('reports')).code, 5);
	assert.equal((await candor('reports', 'unknown')).code, 5);
	await candor('open', 'Checkout is failing');
	assert.equal((await runCli(['reports'], { url, environment: { CANDOR_TOKEN: 'another-token' } })).code, 4);
});
