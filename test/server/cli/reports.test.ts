/** What visitors say of a notice, read from the command line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house, noon, operate } from './operator.ts';

test('the counts are shown as a table, with when the first came, and as JSON', async (context) => {
	const { candor, json, url, clock } = await house(context);
	await candor('open', 'Checkout is failing', '--id', 'checkout-down', '--reporting');
	assert.match(
		(await candor('reports')).out,
		/Checkout is failing {2}checkout-down\n {2}No visitor has said/,
	);
	const say = async (says: string) => {
		const body = JSON.stringify({ says });
		const path = `${url}/v1/reports/notices/checkout-down`;
		assert.equal((await fetch(path, { method: 'POST', body })).status, 202);
	};
	for (let index = 0; index < 11; index++) await say('affected');
	await candor('phase', 'checkout-down', 'monitoring');
	await say('works-again');
	clock.now = noon + 180_000;
	const { out } = await candor('reports', 'check');
	assert.match(out, /^ {2}I am affected {8}11$/m);
	assert.match(out, /^ {2}Works again for me {3}1$/m);
	assert.match(out, /^ {2}Still broken for me {2}0$/m);
	assert.match(out, /^ {2}First one: 12:00 UTC \(3 min ago\)$/m);
	assert.deepEqual(await json('reports'), {
		id: 'checkout-down',
		affected: 11,
		worksAgain: 1,
		stillBroken: 0,
		since: '2030-01-01T12:00:00.000Z',
	});
});

test('where visitors are not asked, it says how to ask them', async (context) => {
	const { candor } = await house(context);
	await candor('open', 'Checkout is failing', '--id', 'checkout-down');
	assert.match((await candor('reports')).out, /Ask them with: candor edit checkout-down --reporting/);
	assert.equal((await candor('edit', 'checkout-down', '--reporting')).code, 0);
	assert.match((await candor('reports')).out, /No visitor has said anything yet/);
});

test('reports are for operators, on a notice that there is', async (context) => {
	const { candor, url } = await house(context);
	assert.equal((await candor('reports')).code, 5);
	assert.equal((await candor('reports', 'nobody')).code, 5);
	await candor('open', 'Checkout is failing');
	assert.equal((await operate(['reports'], { url, environment: { CANDOR_TOKEN: 'another-token' } })).code, 4);
});
