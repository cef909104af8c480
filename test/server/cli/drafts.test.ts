/**
 * `candor drafts` and `candor draft`: drafts are listed, published with the operator's texts, or
 * discarded.
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { noon, runCli, startServer } from './harness.ts';

/** A server with a draft: pages have just sent failure counts for the checkout. */
async function startServerWithDraft(context: TestContext) {
	const server = await startServer(context, { reports: { threshold: 2, regionHeader: 'cf-ipcountry' } });
	await server.candor('components', 'set', 'checkout', '--name', 'Checkout');
	const report = async (region: string) => {
		const { status } = await fetch(`${server.url}/v1/reports`, {
			method: 'POST',
			headers: { 'cf-ipcountry': region },
			body: JSON.stringify({ counts: [{ component: 'checkout', requests: 5, failures: 4 }] }),
		});
		assert.equal(status, 204);
	};
	await report('DE');
	await report('FR');
	return { ...server, report };
}

test('drafts are listed with the counts that raised them, as not checked', async (context) => {
	const { candor, json, report, clock } = await startServerWithDraft(context);
	clock.now = noon + 180_000;
	const { out } = await candor('drafts');
	assert.match(out, /^Problems with Checkout {2}checkout$/m);
	assert.match(out, /Raised 12:00 UTC \(3 min ago\), not checked/);
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

test('a draft is published, and options replace its texts', async (context) => {
	const { candor, json } = await startServerWithDraft(context);
	const { code, out, err } = await candor(
		...['draft', 'publish', 'checkout', '--title', 'Payments fail', '--impact', 'major'],
		...['-m', 'We are looking into it.', '--next-update', '20m'],
	);
	assert.equal(code, 0, err);
	assert.match(out, /^Published\. Customers now see:/);
	assert.match(out, /Major impact · Payments fail/);
	assert.match(out, /“We are looking into it\.”/);
	assert.match(out, /Checkout: Partial outage/);
	assert.match(out, /Next update by 12:20 UTC/);
	assert.deepEqual((await json('drafts')).drafts, []);
	assert.equal((await candor('draft', 'publish', 'checkout')).code, 5);
});

test('a draft that was discarded is no longer listed', async (context) => {
	const { candor, json } = await startServerWithDraft(context);
	assert.deepEqual(await json('draft', 'discard', 'checkout'), { id: 'checkout', discarded: true });
	assert.match((await candor('drafts')).out, /^No drafts\.$/m);
	assert.equal((await candor('draft', 'discard', 'checkout')).code, 5);
	assert.match((await candor('list')).out, /No notice is open/);
});

test('drafts need an operator token', async (context) => {
	const { url } = await startServerWithDraft(context);
	for (const argv of [['drafts'], ['draft', 'publish', 'checkout'], ['draft', 'discard', 'checkout']])
		assert.equal((await runCli(argv, { url, environment: { CANDOR_TOKEN: 'another-token' } })).code, 4);
});
