/** What a page says of its own requests: when it is the servers, when it is the connection, and when it says nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noticeValue } from '../../src/model/records/records.ts';
import { noticeLike, story } from '../model/given.ts';
import { aPage, api, settled, status } from './page.ts';

const trouble = 'We are having trouble reaching our servers';
const offline = 'You seem to be offline';
const probes = ({ requests }: ReturnType<typeof aPage>) =>
	requests.map(({ address, init }) => `${init?.method} ${address}`);
const checkout = { type: 'put-component', id: 'checkout', name: 'Checkout' } as const;

test('servers fail and the status server answers: it is us, until they answer again', async (context) => {
	const page = aPage(context);
	await page.ends(503, 503);
	assert.deepEqual(page.told(), []);
	await page.ends(503);
	assert.deepEqual(page.told(), [trouble]);
	await page.ends(200, 200);
	assert.deepEqual(page.told(), [trouble]);
	await page.ends(200);
	assert.deepEqual(page.told(), [trouble, null]);
	// Sure failures need no question of ours, but for the status server's own health.
	assert.deepEqual(probes(page), [`HEAD ${status}/healthz`]);
});

test('nothing answers: the connection is to blame, and the notice goes when the status server is heard again', async (context) => {
	const page = aPage(context);
	page.down.add(api).add(status);
	await page.ends(0, 0, 0);
	assert.deepEqual(page.told(), [offline]);
	page.down.clear();
	await page.waits(1_000);
	await page.hears();
	assert.deepEqual(page.told(), [offline, null]);
	// What failed meanwhile is not held against the servers.
	await page.ends(503, 503);
	assert.deepEqual(page.told(), [offline, null]);
});

test('a status of 0 is a failure only when nobody answers a question of our own', async (context) => {
	const page = aPage(context);
	await page.ends(0, 0, 0, 0);
	assert.deepEqual(page.told(), []);
	assert.ok(probes(page).every((each) => each === `HEAD ${api}/?candor-probe`));
	page.down.add(api);
	await page.waits(5_000);
	await page.ends(0, 0, 0);
	assert.deepEqual(page.told(), [trouble]);
});

test('requests that fail together are asked about once, without cookies and without a preflight', async (context) => {
	const page = aPage(context);
	page.down.add(api);
	await Promise.all([page.ends(0), page.ends(0), page.ends(0)]);
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

test('what the page’s own policy keeps back is nobody’s failure', async (context) => {
	const page = aPage(context);
	page.down.add(api);
	const ended = page.ends(0);
	await settled();
	page.time.tell('securitypolicyviolation', { blockedURI: api });
	await ended;
	await page.ends(0, 0);
	assert.deepEqual(page.told(), []);
});

test('answers, refusals and browsers that tell no status say nothing', async (context) => {
	const page = aPage(context);
	await page.ends(200, 404, 401, 429, undefined, undefined, undefined, 422);
	assert.deepEqual([page.told(), page.requests], [[], []]);
});

test('an operator’s notice on the component wins, and the local one comes back after it', async (context) => {
	const page = aPage(context);
	await page.ends(503, 503, 503);
	const open = { type: 'open-notice', id: 'n', kind: 'incident', title: 'Down' } as const;
	const affected = [{ component: 'checkout' }];
	await page.hears({ state: story(checkout, { ...open, affected: [{ component: 'search' }] }) });
	assert.deepEqual(page.told(), [trouble]);
	await page.hears({ state: story(checkout, { ...open, affected }) });
	assert.deepEqual(page.told(), [trouble, null]);
	await page.hears({ state: story(checkout, { ...open, affected }, { type: 'resolve', notice: 'n' }) });
	assert.deepEqual(page.told(), [trouble, null, trouble]);
});

test('the browser says that it is offline: said at once where that is so, and not where it is wrong', async (context) => {
	const page = aPage(context);
	await page.turns(false);
	assert.deepEqual(page.told(), []);
	await page.turns(true);
	page.down.add(status);
	await page.waits(5_000);
	await page.turns(false);
	assert.deepEqual(page.told(), [offline]);
	await page.turns(true);
	assert.deepEqual(page.told(), [offline, null]);
});

test('failures from before the network was back are heard of late, and are no trouble', async (context) => {
	const page = aPage(context);
	await page.turns(false);
	await page.waits(2_000);
	await page.turns(true);
	await page.hearsLate(1_500, 3);
	assert.deepEqual(page.told(), []);
	await page.waits(2_000);
	await page.hearsLate(500, 3);
	assert.deepEqual(page.told(), [trouble]);
});

test('the status server is lost later: then it is the connection after all', async (context) => {
	const page = aPage(context);
	await page.ends(503, 503, 503);
	page.down.add(status);
	await page.waits(6_000);
	await page.hears({ connection: 'reconnecting', heardAt: page.time.now() - 6_000 });
	await page.waits(0);
	assert.deepEqual(page.told(), [trouble, offline]);
});

test('a status server that was missed once is asked again, in case its stream is merely silent', async (context) => {
	const page = aPage(context);
	page.down.add(status);
	await page.ends(503, 503, 503);
	assert.deepEqual(page.told(), [offline]);
	page.down.clear();
	await page.waits(20_000);
	assert.deepEqual(page.told(), [offline, null]);
});

test('a word of the feed since it began is proof enough: the status server is not asked', async (context) => {
	const page = aPage(context);
	await page.ends(503, 503);
	await page.hears();
	await page.ends(503);
	assert.deepEqual([page.told(), page.requests], [[trouble], []]);
});

test('the notice is whole, names the component, and a later one is not put away with it', async (context) => {
	const page = aPage(context);
	await page.hears({ state: story(checkout) });
	await page.ends(503, 503, 503);
	const first = page.notice();
	const { phase, ...others } = first ?? noticeLike();
	noticeValue.omit({ phase: true }).parse(others);
	assert.equal(phase, 'noticed by this page');
	assert.deepEqual(
		[first?.kind, first?.affected],
		['incident', [{ component: 'checkout', status: 'degraded' }]],
	);
	await page.ends(200, 200, 200, 503, 503, 503);
	assert.ok((page.notice()?.latestUpdate ?? 0) > (first?.latestUpdate ?? 0));
});

test('after two minutes without any request, nothing is claimed any more', async (context) => {
	const page = aPage(context);
	await page.ends(503, 503, 503);
	await page.waits(120_000);
	assert.deepEqual(page.told(), [trouble, null]);
});

test('the counts are sent when the tag asks for them, once a minute, and only while it is us', async (context) => {
	const page = aPage(context, { report: true });
	const sent = () => page.requests.filter(({ address }) => address === `${status}/v1/reports`);
	await page.ends(503, 200, 503, 503);
	assert.deepEqual(sent(), []);
	await page.waits(5_000);
	assert.deepEqual(JSON.parse(String(sent()[0]?.init?.body)), {
		counts: [{ component: 'checkout', failures: 3, requests: 4 }],
	});
	const { method, mode, credentials, headers } = sent()[0]?.init ?? {};
	assert.deepEqual(
		{ method, mode, credentials, headers },
		{ method: 'POST', mode: 'no-cors', credentials: 'omit', headers: undefined },
	);
	for (let index = 0; index < 20; index++) await page.ends(503);
	assert.equal(sent().length, 1);
	for (let index = 0; index < 60; index++) await page.ends(503);
	assert.equal(sent().length, 2);
	await page.ends(200, 200, 200);
	await page.waits(200_000);
	assert.equal(sent().length, 2);
});

test('nothing is sent where the tag does not ask, and nothing after it has ended', async (context) => {
	const page = aPage(context);
	await page.ends(503, 503, 503);
	await page.waits(60_000);
	assert.ok(!page.requests.some(({ address }) => address.includes('reports')));
	page.stop();
	assert.deepEqual(page.told(), [trouble, null]);
	assert.equal(page.listeners.size, 0);
	assert.deepEqual(page.time.timers(), []);
	await page.ends(503, 503, 503);
	assert.deepEqual(page.told(), [trouble, null]);
});
