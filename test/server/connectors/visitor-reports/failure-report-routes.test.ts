/** Anonymous failure reports of visitors' pages: they raise private drafts, and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CandorOptions } from '../../../../server/index.ts';
import { aServer } from '../../../support/server.ts';
import { aSubscriber } from '../../../support/subscriber.ts';
import { wholeComponent } from '../../../support/whole.ts';

type Context = { after(act: () => unknown): void };
const minute = 60_000;

/** A server with one component that accepts reports; four reports in five minutes raise a draft. */
async function aServerWithReports(context: Context, options: CandorOptions = {}) {
	const time = { now: Date.parse('2030-01-01T12:00:00.000Z') };
	const server = await aServer(context, {
		clock: { now: () => time.now, after: () => () => undefined },
		reports: { threshold: 4, regionHeader: 'x-region' },
		...options,
	});
	await server.write('PUT', '/v1/components/checkout', wholeComponent({ name: 'Checkout' }));
	const send = (body: unknown, headers: Record<string, string> = {}) =>
		server.request('/v1/reports', {
			method: 'POST',
			headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		});
	const report = (component = 'checkout', headers?: Record<string, string>) =>
		send({ counts: [{ component, requests: 4, failures: 3 }] }, headers);
	const drafts = async () => (await server.write('GET', '/v1/drafts')).body.drafts;
	return { ...server, time, send, report, drafts };
}

async function times(count: number, act: (index: number) => Promise<unknown>): Promise<void> {
	for (let index = 0; index < count; index++) await act(index);
}

test('enough reports within the window raise one draft, with the counts; it is not published', async (context) => {
	const { report, drafts, request, time } = await aServerWithReports(context);
	await times(3, (index) => report('checkout', { 'x-region': index < 2 ? 'de' : 'FR' }));
	assert.deepEqual(await drafts(), []);
	time.now += minute;
	assert.equal((await report('checkout', { 'x-region': 'de' })).status, 204);
	const [draft, ...others] = await drafts();
	assert.deepEqual(others, []);
	assert.deepEqual(draft, {
		id: 'checkout',
		seq: 2,
		title: 'Problems with Checkout',
		impact: 'minor',
		raisedAt: '2030-01-01T12:01:00.000Z',
		seen: {
			reports: 4,
			requests: 16,
			failures: 12,
			since: '2030-01-01T12:00:00.000Z',
			regions: [
				{ region: 'DE', reports: 3 },
				{ region: 'FR', reports: 1 },
			],
		},
		lately: null,
	});
	await report();
	assert.equal((await drafts())[0].lately.reports, 1);
	assert.deepEqual((await request('/v1/notices')).body.notices, []);
});

test('old reports and reports on unknown components raise no draft', async (context) => {
	const { report, drafts, time } = await aServerWithReports(context);
	await times(3, () => report());
	time.now += 5 * minute;
	await times(3, () => report());
	await times(9, () => report('unknown'));
	assert.deepEqual(await drafts(), []);
});

test('neither reports nor drafts reach a stream or the snapshot', async (context) => {
	const { url, report, write, request } = await aServerWithReports(context);
	const reader = await aSubscriber(url);
	context.after(() => reader.close());
	await times(4, () => report());
	assert.equal((await write('GET', '/v1/drafts')).body.drafts.length, 1);
	assert.doesNotMatch((await request('/v1/snapshot')).text, /draft|Problems/);
	await write('PUT', '/v1/components/search', wholeComponent({ name: 'Search' }));
	await reader.until(({ state }) => state.seq === 3);
	assert.doesNotMatch(JSON.stringify(reader.frames), /draft|Problems/);
});

test('an operator publishes a draft with changes; further reports on the component raise no draft', async (context) => {
	const { report, write, drafts, time } = await aServerWithReports(context);
	await times(4, () => report());
	const published = await write('POST', '/v1/drafts/checkout/publish', {
		title: 'Payments fail',
		impact: 'major',
		body: 'We **look** into it.',
		promise: { nextUpdateBy: '2030-01-01T12:30:00Z' },
	});
	assert.equal(published.status, 201);
	assert.equal(published.headers.get('location'), `/v1/notices/${published.body.id}`);
	assert.deepEqual(
		[published.body.title, published.body.impact, published.body.affected],
		['Payments fail', 'major', [{ component: 'checkout', status: 'partial-outage' }]],
	);
	assert.equal((await write('POST', '/v1/drafts/checkout/publish', {})).status, 404);
	time.now += minute;
	await times(8, () => report());
	assert.deepEqual(await drafts(), []);
});

test('a discarded draft is not raised again for an hour', async (context) => {
	const { report, write, drafts, time } = await aServerWithReports(context);
	await times(4, () => report());
	assert.equal((await write('DELETE', '/v1/drafts/checkout')).status, 204);
	assert.equal((await write('DELETE', '/v1/drafts/checkout')).status, 404);
	await times(8, () => report());
	assert.deepEqual(await drafts(), []);
	time.now += 60 * minute;
	await times(4, () => report());
	assert.equal((await drafts()).length, 1);
});

test('one address alone cannot raise a draft at once, and gets an error above its limit', async (context) => {
	const { report, drafts } = await aServerWithReports(context, { trustedProxies: ['127.0.0.1'] });
	const from = (address: string) => report('checkout', { 'x-forwarded-for': address });
	assert.equal((await from('203.0.113.7')).status, 204);
	const refused = await from('203.0.113.7');
	assert.deepEqual([refused.status, refused.body.code], [429, 'too-many']);
	assert.ok(Number(refused.headers.get('retry-after')) > 0);
	// A household can use every IPv6 address of its /64 network.
	assert.equal((await from('2001:db8:1:1::1')).status, 204);
	assert.equal((await from('2001:db8:1:1::2')).status, 429);
	assert.deepEqual(await drafts(), []);
	await times(2, (index) => from(`198.51.100.${index + 1}`));
	assert.equal((await drafts()).length, 1);
});

test('a report that lists a component twice is refused', async (context) => {
	const { send, drafts } = await aServerWithReports(context);
	const count = { component: 'checkout', requests: 1, failures: 1 };
	const { status, body } = await send({ counts: Array(20).fill(count) });
	assert.deepEqual([status, body.code, body.issues[0].path], [422, 'invalid', 'counts']);
	assert.equal((await send({ counts: [count, { ...count, component: 'search' }] })).status, 204);
	assert.deepEqual(await drafts(), []);
});

test('an invalid report is refused and not counted, and an invalid region is ignored', async (context) => {
	const { send, report, drafts } = await aServerWithReports(context);
	const one = (fields: object) =>
		send({ counts: [{ component: 'checkout', requests: 1, failures: 1, ...fields }] });
	for (const [code, answer] of [
		['malformed', send('{')],
		['malformed', send('')],
		['invalid', send('[]')],
		['invalid', send({ counts: [] })],
		['invalid', one({ failures: 2 })],
		['invalid', one({ failures: 0 })],
		['invalid', one({ requests: 1e9, failures: 1 })],
		['invalid', one({ component: '../x' })],
		['invalid', one({ visitor: 'someone' })],
		['too-large', send(' '.repeat(2_049))],
		['too-large', send(' '.repeat(100_000))],
	] as const)
		assert.equal((await answer).body.code, code);
	for (const region of ['<b>', 'x'.repeat(17), 'a b', '']) await report('checkout', { 'x-region': region });
	assert.deepEqual((await drafts())[0].seen.regions, []);
});

test('pages of other origins can report without a preflight if they may read', async (context) => {
	const open = await aServerWithReports(context);
	assert.equal((await open.report('checkout', { origin: 'https://shop.example' })).status, 204);
	const closed = await aServerWithReports(context, { origins: ['https://shop.example'] });
	assert.equal((await closed.report('checkout', { origin: 'https://shop.example' })).status, 204);
	assert.equal((await closed.report('checkout', { origin: 'https://other.example' })).status, 403);
});

test('without CANDOR_REPORTS reports are refused, and drafts stay private', async (context) => {
	const { request, write } = await aServer(context);
	const answer = await request('/v1/reports', { method: 'POST', body: '{}' });
	assert.deepEqual([answer.status, answer.body.code], [404, 'not-found']);
	assert.match(answer.body.detail, /CANDOR_REPORTS=on/);
	assert.equal((await request('/v1/drafts')).status, 401);
	assert.deepEqual((await write('GET', '/v1/drafts')).body, {
		seq: 0,
		drafts: [],
		waiting: [],
		postmortems: [],
		breakGlass: [],
	});
});
