/** When a page shows that our servers fail, when it shows that the visitor is offline, and when it shows nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { story } from '../model/given.ts';
import { aPage, api, settled, status } from './page.ts';

const failing = 'servers-failing';
const offline = 'offline';
const probes = ({ requests }: ReturnType<typeof aPage>) =>
	requests.map(({ address, init }) => `${init?.method} ${address}`);
const checkout = { type: 'put-component', id: 'checkout', name: 'Checkout' } as const;

test('our servers fail while the status server answers: the page says so until they answer again', async (context) => {
	const page = aPage(context);
	await page.endRequests(503, 503);
	assert.deepEqual(page.kinds(), []);
	await page.endRequests(503);
	assert.deepEqual(page.kinds(), [failing]);
	await page.endRequests(200, 200);
	assert.deepEqual(page.kinds(), [failing]);
	await page.endRequests(200);
	assert.deepEqual(page.kinds(), [failing, null]);
	// Certain failures need no probe; only the status server is checked.
	assert.deepEqual(probes(page), [`HEAD ${status}/healthz`]);
});

test('nothing answers: the page says that the visitor is offline, until the status server is reachable', async (context) => {
	const page = aPage(context);
	page.down.add(api).add(status);
	await page.endRequests(0, 0, 0);
	assert.deepEqual(page.kinds(), [offline]);
	page.down.clear();
	await page.wait(1_000);
	await page.updateFeed();
	assert.deepEqual(page.kinds(), [offline, null]);
	// Failures during that time do not count against our servers.
	await page.endRequests(503, 503);
	assert.deepEqual(page.kinds(), [offline, null]);
});

test('a status of 0 is a failure only when our own probe gets no answer', async (context) => {
	const page = aPage(context);
	await page.endRequests(0, 0, 0, 0);
	assert.deepEqual(page.kinds(), []);
	assert.ok(probes(page).every((each) => each === `HEAD ${api}/?candor-probe`));
	page.down.add(api);
	await page.wait(5_000);
	await page.endRequests(0, 0, 0);
	assert.deepEqual(page.kinds(), [failing]);
});

test('requests that fail together cause one probe, without cookies and without a preflight', async (context) => {
	const page = aPage(context);
	page.down.add(api);
	await Promise.all([page.endRequests(0), page.endRequests(0), page.endRequests(0)]);
	const [first, ...others] = page.requests.filter(({ address }) => address.startsWith(api));
	assert.deepEqual(others, []);
	const { method, mode, credentials, cache, referrerPolicy, headers } = first?.init ?? {};
	assert.deepEqual(
		{ method, mode, credentials, cache, referrerPolicy, headers },
		{
			method: 'HEAD',
			mode: 'no-cors',
			credentials: 'omit',
			cache: 'no-store',
			referrerPolicy: 'no-referrer',
			headers: undefined,
		},
	);
});

test('a request that the page’s own policy blocks is not a failure', async (context) => {
	const page = aPage(context);
	page.down.add(api);
	const ended = page.endRequests(0);
	await settled();
	page.time.fire('securitypolicyviolation', { blockedURI: api });
	await ended;
	await page.endRequests(0, 0);
	assert.deepEqual(page.kinds(), []);
});

test('answers, refusals and entries without a status show nothing', async (context) => {
	const page = aPage(context);
	await page.endRequests(200, 404, 401, 429, undefined, undefined, undefined, 422);
	assert.deepEqual([page.kinds(), page.requests], [[], []]);
});

test('an operator’s notice on the component replaces the page’s own, which returns after it', async (context) => {
	const page = aPage(context);
	await page.endRequests(503, 503, 503);
	const open = { type: 'open-notice', id: 'n', kind: 'incident', title: 'Down' } as const;
	const affected = [{ component: 'checkout' }];
	await page.updateFeed({ state: story(checkout, { ...open, affected: [{ component: 'search' }] }) });
	assert.deepEqual(page.kinds(), [failing]);
	await page.updateFeed({ state: story(checkout, { ...open, affected }) });
	assert.deepEqual(page.kinds(), [failing, null]);
	await page.updateFeed({ state: story(checkout, { ...open, affected }, { type: 'resolve', notice: 'n' }) });
	assert.deepEqual(page.kinds(), [failing, null, failing]);
});

test('the browser reports that it is offline: shown at once where it is true, and not where it is false', async (context) => {
	const page = aPage(context);
	await page.setOnline(false);
	assert.deepEqual(page.kinds(), []);
	await page.setOnline(true);
	page.down.add(status);
	await page.wait(5_000);
	await page.setOnline(false);
	assert.deepEqual(page.kinds(), [offline]);
	await page.setOnline(true);
	assert.deepEqual(page.kinds(), [offline, null]);
});

test('failures from before the network returned do not count when they are reported late', async (context) => {
	const page = aPage(context);
	await page.setOnline(false);
	await page.wait(2_000);
	await page.setOnline(true);
	await page.reportLate(1_500, 3);
	assert.deepEqual(page.kinds(), []);
	await page.wait(2_000);
	await page.reportLate(500, 3);
	assert.deepEqual(page.kinds(), [failing]);
});

test('the status server becomes unreachable later: then the visitor is offline', async (context) => {
	const page = aPage(context);
	await page.endRequests(503, 503, 503);
	page.down.add(status);
	await page.wait(6_000);
	await page.updateFeed({ connection: 'reconnecting', heardAt: page.time.now() - 6_000 });
	await page.wait(0);
	assert.deepEqual(page.kinds(), [failing, offline]);
});

test('a status server that did not answer is checked again, in case only its stream is silent', async (context) => {
	const page = aPage(context);
	page.down.add(status);
	await page.endRequests(503, 503, 503);
	assert.deepEqual(page.kinds(), [offline]);
	page.down.clear();
	await page.wait(20_000);
	assert.deepEqual(page.kinds(), [offline, null]);
});

test('a message of the feed since the failures began is proof: the status server is not checked', async (context) => {
	const page = aPage(context);
	await page.endRequests(503, 503);
	await page.updateFeed();
	await page.endRequests(503);
	assert.deepEqual([page.kinds(), page.requests], [[failing], []]);
});

test('the finding names the component and its time, and a later one has a later time', async (context) => {
	const page = aPage(context);
	await page.updateFeed({ state: story(checkout) });
	await page.endRequests(503, 503, 503);
	const first = page.finding();
	assert.deepEqual(first?.components, ['checkout']);
	assert.equal(Date.parse(first?.foundAt ?? ''), page.time.now() - 100);
	await page.endRequests(200, 200, 200, 503, 503, 503);
	assert.ok(Date.parse(page.finding()?.foundAt ?? '') > Date.parse(first?.foundAt ?? ''));
});

test('after two minutes without a request, the notice is removed', async (context) => {
	const page = aPage(context);
	await page.endRequests(503, 503, 503);
	await page.wait(120_000);
	assert.deepEqual(page.kinds(), [failing, null]);
});

test('the counts are sent where the tag allows it, once a minute, and only while our servers fail', async (context) => {
	const page = aPage(context, { sendCounts: true });
	const sent = () => page.requests.filter(({ address }) => address === `${status}/v1/reports`);
	await page.endRequests(503, 200, 503, 503);
	assert.deepEqual(sent(), []);
	await page.wait(5_000);
	assert.deepEqual(JSON.parse(String(sent()[0]?.init?.body)), {
		counts: [{ component: 'checkout', failures: 3, requests: 4 }],
	});
	const { method, mode, credentials, headers } = sent()[0]?.init ?? {};
	assert.deepEqual(
		{ method, mode, credentials, headers },
		{ method: 'POST', mode: 'no-cors', credentials: 'omit', headers: undefined },
	);
	for (let index = 0; index < 20; index++) await page.endRequests(503);
	assert.equal(sent().length, 1);
	for (let index = 0; index < 60; index++) await page.endRequests(503);
	assert.equal(sent().length, 2);
	await page.endRequests(200, 200, 200);
	await page.wait(200_000);
	assert.equal(sent().length, 2);
});

test('no counts are sent where the tag does not allow them, and nothing happens after the end', async (context) => {
	const page = aPage(context);
	await page.endRequests(503, 503, 503);
	await page.wait(60_000);
	assert.ok(!page.requests.some(({ address }) => address.includes('reports')));
	page.stop();
	assert.deepEqual(page.kinds(), [failing, null]);
	assert.equal(page.listeners.size, 0);
	assert.deepEqual(page.time.timers(), []);
	await page.endRequests(503, 503, 503);
	assert.deepEqual(page.kinds(), [failing, null]);
});
