/** Drafts from the command line: seen as hints, published in the operator's own words, or put aside. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { house, noon, operate } from './operator.ts';

/** A house whose visitors have just reported that checkout fails. */
async function aHouseInTrouble(context: TestContext) {
	const place = await house(context, { reports: { threshold: 2, regionHeader: 'cf-ipcountry' } });
	await place.candor('components', 'set', 'checkout', '--name', 'Checkout');
	const report = async (region: string) => {
		const { status } = await fetch(`${place.url}/v1/reports`, {
			method: 'POST',
			headers: { 'cf-ipcountry': region },
			body: JSON.stringify({ counts: [{ component: 'checkout', requests: 5, failures: 4 }] }),
		});
		assert.equal(status, 204);
	};
	await report('DE');
	await report('FR');
	return { ...place, report };
}

test('drafts are listed with what they were raised for, and that nobody has checked it', async (context) => {
	const { candor, json, report, clock } = await aHouseInTrouble(context);
	clock.now = noon + 180_000;
	const { out } = await candor('drafts');
	assert.match(out, /^Problems with Checkout {2}checkout$/m);
	assert.match(out, /Raised 12:00 UTC \(3 min ago\), checked by nobody/);
	assert.match(out, /2 reports \(DE 1, FR 1\): 8 of 10 requests failed/);
	assert.doesNotMatch(out, /Since then/);
	await report('DE');
	assert.match((await candor('drafts')).out, /Since then: 1 report \(DE 1\): 4 of 5 requests failed/);
	assert.deepEqual(
		((await json('drafts')).drafts as { id: string }[]).map(({ id }) => id),
		['checkout'],
	);
	assert.match((await candor('list')).out, /No notice is open/);
});

test('a draft is published, in words of the operator where they are given', async (context) => {
	const { candor, json } = await aHouseInTrouble(context);
	const { code, out, err } = await candor(
		...['draft', 'publish', 'checkout', '--title', 'Payments fail', '--impact', 'major'],
		...['-m', 'We are looking into it.', '--next-update', '20m'],
	);
	assert.equal(code, 0, err);
	assert.match(out, /^Published\. Customers now see:/);
	assert.match(out, /Major impact · Payments fail/);
	assert.match(out, /“We are looking into it\.”/);
	assert.match(out, /Checkout: Partly unavailable/);
	assert.match(out, /Next update by 12:20 UTC/);
	assert.deepEqual((await json('drafts')).drafts, []);
	assert.equal((await candor('draft', 'publish', 'checkout')).code, 5);
});

test('a draft is discarded, and then there is none', async (context) => {
	const { candor, json } = await aHouseInTrouble(context);
	assert.deepEqual(await json('draft', 'discard', 'checkout'), { id: 'checkout', discarded: true });
	assert.match((await candor('drafts')).out, /^No drafts\.$/m);
	assert.equal((await candor('draft', 'discard', 'checkout')).code, 5);
	assert.match((await candor('list')).out, /No notice is open/);
});

test('drafts are for operators', async (context) => {
	const { url } = await aHouseInTrouble(context);
	for (const argv of [['drafts'], ['draft', 'publish', 'checkout'], ['draft', 'discard', 'checkout']])
		assert.equal((await operate(argv, { url, environment: { CANDOR_TOKEN: 'another-token' } })).code, 4);
});
