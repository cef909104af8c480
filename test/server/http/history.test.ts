/** `GET /v1/history`: its content, its caching, and what it never contains. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createKey } from '../../../server/core/signing/key-file.ts';
import { historyDays, readHistory } from '../../../src/model/history/history.ts';
import { aFolder } from '../../support/folder.ts';
import { aServer } from '../../support/server.ts';
import { partsOf, verified } from '../../support/signature.ts';
import { wholeComponent } from '../../support/whole.ts';

const noon = Date.parse('2030-01-31T12:00:00.000Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const at = (ms: number): string => new Date(ms).toISOString();

/** A server with a clock that the test sets. */
async function aHistory(context: TestContext, options = {}) {
	const time = { now: noon };
	const clock = { now: () => time.now, after: () => () => undefined };
	const server = await aServer(context, { clock, ...options });
	const putComponent = () => server.write('PUT', '/v1/components/api', wholeComponent({ name: 'API' }));
	const open = (fields: object) =>
		server.write('POST', '/v1/notices', {
			title: 'The API is down',
			impact: 'critical',
			affected: [{ component: 'api' }],
			...fields,
		});
	const history = async (query = '') => (await server.request(`/v1/history${query}`)).body;
	return { ...server, time, putComponent, open, history };
}

test('the history has the worst status of each day, the duration of each status, and the notices', async (context) => {
	const { putComponent, open, write, history, request, time } = await aHistory(context);
	await putComponent();
	time.now += day;
	await open({ id: 'down' });
	time.now += 30 * minute;
	await write('POST', '/v1/notices/down/resolve', {});
	time.now = noon + 2 * day;
	const body = await history();
	assert.deepEqual(
		[body.from, body.days, body.timeZone, body.components.length],
		['2029-11-05', historyDays, 'UTC', 1],
	);
	const [{ id, worst, seconds }] = body.components;
	assert.equal(id, 'api');
	assert.deepEqual(worst.slice(-4), [null, 'operational', 'major-outage', 'operational']);
	assert.deepEqual(seconds.slice(-4), [{}, {}, { 'major-outage': 1800 }, {}]);
	assert.deepEqual(body.notices, [
		{
			id: 'down',
			kind: 'incident',
			title: 'The API is down',
			impact: 'critical',
			components: ['api'],
			startedAt: at(noon + day),
			endedAt: at(noon + day + 30 * minute),
			addedLater: false,
		},
	]);
	assert.equal(body.site, (await request('/v1/snapshot')).body.site);
	const { site: _, ...rest } = body;
	assert.deepEqual(readHistory(JSON.stringify(body)), rest, 'as a browser reads it');
});

test('a number of days limits the history; any other value is refused with the right form', async (context) => {
	const { putComponent, history, request } = await aHistory(context);
	await putComponent();
	for (const days of [1, 9, 10, 89, 90]) {
		const body = await history(`?days=${days}`);
		assert.deepEqual([body.days, body.components[0].worst.length], [days, days]);
	}
	assert.equal((await history('?days=7')).from, '2030-01-25');
	for (const query of [
		...[
			'',
			'0',
			'91',
			'00',
			'07',
			'-1',
			'+7',
			'7.0',
			'1e1',
			'0x10',
			'%207',
			'7%20',
			'7%0a',
			'7%00',
			'９',
			'NaN',
		],
		...['Infinity', 'all', '9'.repeat(4_000), '7&days=8', '7,8', '<script>', "7'", '%ff', '%', '__proto__'],
	].map((days) => `?days=${days}`)) {
		const { status, body, headers } = await request(`/v1/history${query}`);
		assert.deepEqual([status, body?.code, body?.issues?.[0].path], [422, 'invalid', 'days'], query);
		assert.equal(headers.get('content-type'), 'application/problem+json; charset=utf-8');
		assert.ok(JSON.stringify(body).length < 1_000, query);
	}
	assert.equal((await request('/v1/history?days[]=7&other=1')).status, 200, 'unknown parameters are ignored');
});

test('drafts, retracted notices and future maintenance never appear', async (context) => {
	const { putComponent, open, write, history, request, time } = await aHistory(context, {
		reports: { threshold: 1 },
	});
	await putComponent();
	await open({ id: 'wrong', title: 'A mistake' });
	const report = '{"counts":[{"component":"api","requests":4,"failures":3}]}';
	await write('POST', '/v1/notices/wrong/retract', {});
	await request('/v1/reports', { method: 'POST', body: report });
	assert.equal((await write('GET', '/v1/drafts')).body.drafts.length, 1);
	await open({
		id: 'ahead',
		kind: 'maintenance',
		impact: 'none',
		window: { start: at(noon + day), end: at(noon + day + minute) },
	});
	time.now += minute;
	const body = await history();
	assert.deepEqual(body.notices, []);
	assert.deepEqual(body.components[0].worst.at(-1), 'operational');
	assert.doesNotMatch(JSON.stringify(body), /mistake|Problems|draft/i);
});

test('a status that an operator set counts until now', async (context) => {
	const { putComponent, write, history, time } = await aHistory(context);
	await putComponent();
	await write('PUT', '/v1/components/api', wholeComponent({ name: 'API', status: 'degraded' }));
	time.now += minute;
	assert.deepEqual((await history('?days=1')).components, [
		{ id: 'api', worst: ['degraded'], seconds: [{ degraded: 60 }] },
	]);
});

test('the history is cached like the snapshot, and its entity tag changes only with its content', async (context) => {
	const { putComponent, open, request, time } = await aHistory(context);
	await putComponent();
	const first = await request('/v1/history', { headers: { 'accept-encoding': 'gzip, br' } });
	assert.equal(
		first.headers.get('cache-control'),
		'public, max-age=1, stale-while-revalidate=30, stale-if-error=86400',
	);
	assert.match(first.headers.get('vary') ?? '', /Accept-Encoding/);
	assert.equal(first.headers.get('content-encoding'), 'br');
	const tag = first.headers.get('etag') ?? '';
	const again = () => request('/v1/history', { headers: { 'if-none-match': tag } });
	time.now += 10 * minute;
	const unchanged = await again();
	assert.deepEqual([unchanged.status, unchanged.text], [304, '']);
	assert.equal(unchanged.headers.get('etag'), tag);
	assert.equal(unchanged.headers.get('cache-control'), first.headers.get('cache-control'));
	const other = await request('/v1/history?days=7', { headers: { 'if-none-match': tag } });
	assert.equal(other.status, 200, 'each number of days has its own entity tag');
	await open({});
	assert.equal((await again()).status, 200);
});

test('HEAD returns the headers of GET; other methods get 405 with the allowed ones', async (context) => {
	const { request } = await aHistory(context);
	const get = await request('/v1/history');
	const head = await request('/v1/history', { method: 'HEAD' });
	assert.deepEqual([head.status, head.text], [200, '']);
	for (const name of ['etag', 'cache-control', 'content-type', 'vary'])
		assert.equal(head.headers.get(name), get.headers.get(name), name);
	const post = await request('/v1/history', { method: 'POST' });
	assert.deepEqual(
		[post.status, post.body.code, post.headers.get('allow')],
		[405, 'method-not-allowed', 'GET'],
	);
});

test('the list of origins applies to the history as to the snapshot', async (context) => {
	const open = await aHistory(context);
	const from = (origin: string) => ({ headers: { origin } });
	const answer = await open.request('/v1/history', from('https://shop.example'));
	assert.equal(answer.headers.get('access-control-allow-origin'), '*');
	const closed = await aHistory(context, { origins: ['https://shop.example'] });
	const allowed = await closed.request('/v1/history', from('https://shop.example'));
	assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://shop.example');
	const refused = await closed.request('/v1/history', from('https://other.example'));
	assert.deepEqual([refused.status, refused.body.code], [403, 'origin-not-allowed']);
});

test('the history is signed with its own type and signed again every hour', async (context) => {
	const keys = join(aFolder(context), 'keys.json');
	const { pin } = createKey(keys, 'ES256', at(noon));
	const { putComponent, request, time } = await aHistory(context, { keys });
	await putComponent();
	const signedAt = async (): Promise<unknown> => {
		const { json, jws } = partsOf((await request('/v1/history')).text);
		const header = await verified(pin, jws, json);
		assert.equal(header?.typ, 'history');
		return header?.iat;
	};
	assert.equal(await signedAt(), noon / 1000);
	time.now += 59 * minute;
	assert.equal(await signedAt(), noon / 1000);
	time.now += minute;
	assert.equal(await signedAt(), noon / 1000 + 3600);
});

test('a restarted server returns the same history', async (context) => {
	const data = aFolder(context);
	const before = await aHistory(context, { data });
	await before.putComponent();
	await before.open({});
	const body = await before.history();
	await before.close();
	const after = await aHistory(context, { data });
	assert.deepEqual(await after.history(), body);
	after.time.now += minute;
	await after.write('PUT', '/v1/components/db', wholeComponent({ name: 'Database' }));
	assert.deepEqual(
		(await after.history('?days=1')).components.map(({ seconds }: { seconds: object[] }) => seconds),
		[[{ 'major-outage': 60 }], [{}]],
	);
});
