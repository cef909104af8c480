/** `GET /v1/notices`: pages, filters, and what a page costs. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aServer, type TestServer } from '../../support/server.ts';

async function aList(context: TestContext, count: number) {
	const server = await aServer(context);
	for (let index = 0; index < count; index++)
		await server.write('POST', '/v1/notices', { id: `n${index}`, title: `Notice ${index}` });
	return server;
}

const idsOf = (body: { notices: { id: string }[] }): string[] => body.notices.map(({ id }) => id);

/** All ids of a list, page by page. `onPage` runs after each page. */
async function allIds(
	{ request }: TestServer,
	query: string,
	onPage: (page: number) => Promise<unknown> = async () => undefined,
): Promise<string[]> {
	const ids: string[] = [];
	let cursor = '';
	for (let page = 1; ; page++) {
		const { status, body, text } = await request(`/v1/notices?${query}${cursor}`);
		assert.equal(status, 200, text);
		ids.push(...idsOf(body));
		if (body.next === null) return ids;
		cursor = `&cursor=${body.next}`;
		await onPage(page);
	}
}

for (const state of ['all', 'current', 'ended'])
	test(`the list "${state}" is read page by page, and every notice is in it once`, async (context) => {
		const server = await aList(context, 23);
		if (state === 'ended')
			for (let index = 0; index < 23; index++)
				await server.write('POST', `/v1/notices/n${index}/resolve`, {});
		const whole = await allIds(server, `state=${state}`);
		assert.equal(whole.length, 23);
		for (const limit of [1, 5, 22, 23, 24])
			assert.deepEqual(await allIds(server, `state=${state}&limit=${limit}`), whole);
	});

test('current notices come before upcoming maintenance, on any page', async (context) => {
	const server = await aList(context, 4);
	for (const [id, days] of [
		['late', 3],
		['soon', 2],
	] as const) {
		const window = {
			start: new Date(Date.now() + days * 86_400_000).toISOString(),
			end: new Date(Date.now() + (days + 1) * 86_400_000).toISOString(),
		};
		await server.write('POST', '/v1/notices', { id, kind: 'maintenance', title: id, window });
	}
	await server.write('PATCH', '/v1/notices/n1', { impact: 'critical' });
	for (const limit of [1, 2, 3, 10]) {
		const ids = await allIds(server, `state=current&limit=${limit}`);
		assert.equal(ids.length, 6);
		assert.deepEqual([ids[0], ids[4], ids[5]], ['n1', 'soon', 'late']);
	}
});

test('a notice that is opened, or that ends, between two pages moves no other notice', async (context) => {
	const server = await aList(context, 10);
	const whole = await allIds(server, 'limit=100');
	const ids = await allIds(server, 'limit=3', async (page) => {
		await server.write('POST', '/v1/notices', { id: `new${page}`, title: `New ${page}` });
		await server.write('POST', `/v1/notices/${whole[page * 3 - 1]}/retract`, { reason: 'a test' });
	});
	assert.deepEqual(ids, whole);
});

test('a list is filtered by kind, component, opening and text', async (context) => {
	const server = await aServer(context);
	const { write } = server;
	await write('POST', '/v1/notices', { id: 'pay', title: 'Payments fail', affected: [{ component: 'pay' }] });
	await write('POST', '/v1/notices/pay/updates', { body: 'A *certificate* had expired.' });
	await write('POST', '/v1/notices', { id: 'news', kind: 'announcement', title: 'Closed on Friday' });
	await new Promise((resolve) => setTimeout(resolve, 5));
	const later = new Date().toISOString();
	await write('POST', '/v1/notices', { id: 'slow', title: 'PAYMENTS are slow' });
	for (const [query, expected] of [
		['kind=announcement', ['news']],
		['component=pay', ['pay']],
		['component=other', []],
		[`since=${later}`, ['slow']],
		['text=payments', ['pay', 'slow']],
		['text=CERTIFICATE', ['pay']],
		['text=certificate&kind=announcement', []],
		['state=current&text=closed&kind=announcement', ['news']],
	] as const)
		assert.deepEqual((await allIds(server, `${query}&limit=1`)).sort(), expected, query);
});

test('a cursor that is not of this list is refused with what to do', async (context) => {
	const server = await aList(context, 3);
	const { next } = (await server.request('/v1/notices?state=all&limit=1')).body;
	const of = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');
	for (const query of [
		`state=current&cursor=${next}`,
		'cursor=x',
		'cursor=',
		`cursor=${of(['all', 'x', 'n'])}`,
		`cursor=${of({ length: 3 })}`,
		`cursor=${of(['__proto__', 1, 'n'])}`,
	]) {
		const { status, body } = await server.request(`/v1/notices?${query}`);
		assert.deepEqual([status, body.code], [400, 'bad-cursor'], query);
		assert.match(body.detail, /Leave it out/);
	}
	for (const query of ['since=yesterday', 'kind=other', 'text=', 'limit=1001', 'page=2'])
		assert.equal((await server.request(`/v1/notices?${query}`)).status, 422, query);
});

test('a page is compressed, has a tag, and is not sent again to a client that has it', async (context) => {
	const { request } = await aList(context, 5);
	for (const [accepted, encoding] of [
		['br', 'br'],
		['gzip', 'gzip'],
		['identity', null],
	] as const) {
		const answer = await request('/v1/notices', { headers: { 'accept-encoding': accepted } });
		assert.equal(answer.headers.get('content-encoding'), encoding);
		assert.equal(idsOf(answer.body).length, 5);
		const tag = answer.headers.get('etag') ?? '';
		const again = await request('/v1/notices', {
			headers: { 'accept-encoding': accepted, 'if-none-match': tag },
		});
		assert.equal(again.status, 304);
	}
});

test('a page ends when it is long, and every notice is on a page once', async (context) => {
	const server = await aList(context, 8);
	const body = 'A long sentence about what fails. '.repeat(100);
	for (let index = 0; index < 8; index++)
		for (let update = 0; update < 12; update++) {
			const { status, text } = await server.write('POST', `/v1/notices/n${index}/updates`, { body });
			assert.equal(status, 201, text);
		}
	const first = await server.request('/v1/notices?limit=1000');
	// The limit is 250,000 characters, and each notice has less than 50,000.
	assert.ok(first.text.length < 300_000, `${first.text.length} characters`);
	assert.equal(typeof first.body.next, 'string');
	assert.equal(new Set(await allIds(server, 'limit=1000')).size, 8);
	assert.equal((await allIds(server, 'limit=1000')).length, 8);
});
