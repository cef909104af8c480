/** `/v1/configuration` over HTTP: one document, one commit. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, type TestServer, token } from '../../support/server.ts';

const asOperator = { headers: { authorization: `Bearer ${token}` } };
const read = async ({ request }: TestServer) => request('/v1/configuration', asOperator);
const commandsOf = async ({ request }: TestServer): Promise<string[]> =>
	(await request('/v1/log', asOperator)).body.entries.map(({ command }: { command: string }) => command);

const document = {
	page: { name: 'Shop', statusUrl: 'https://status.example.com/' },
	groups: ['Shop'],
	components: [
		{ id: 'website', name: 'Website' },
		{ id: 'checkout', name: 'Checkout', group: 'Shop', description: 'Pay for an order' },
	],
	templates: [
		{
			id: 'ours',
			name: 'Ours',
			kind: 'incident',
			title: '{service} is slow',
			variables: { service: { label: 'The service' } },
			bodies: { resolved: '{service} is as fast as usual.', investigating: 'We look at {service}.' },
		},
	],
};

test('a document is one commit, and what is read from it commits nothing', async (context) => {
	const server = await aServer(context);
	const { write, request } = server;
	const empty = await read(server);
	assert.deepEqual(empty.body, { seq: 0, page: null, groups: [], components: [], templates: [], rules: [] });
	const first = await write('PUT', '/v1/configuration', document, { 'if-match': '"0"' });
	assert.equal(first.status, 200, first.text);
	assert.equal(first.headers.get('etag'), '"1"');
	assert.deepEqual(await commandsOf(server), ['apply-configuration']);
	const { body } = await read(server);
	assert.deepEqual(
		body.components.map(({ id, group }: { id: string; group: string | null }) => [id, group]),
		[
			['website', null],
			['checkout', 'Shop'],
		],
	);
	const { seq: _, ...again } = body;
	for (const next of [document, again, { ...again, prune: true }, {}]) {
		const same = await write('PUT', '/v1/configuration', next);
		assert.equal(same.status, 200, same.text);
		assert.equal(same.body.seq, 1);
	}
	assert.deepEqual(await commandsOf(server), ['apply-configuration']);
	const snapshot = (await request('/v1/snapshot')).text;
	assert.ok(snapshot.includes('Pay for an order') && !snapshot.includes('as fast as usual'));
});

test('a dry run names what would change, and an empty one names nothing', async (context) => {
	const server = await aServer(context);
	const { write } = server;
	const dry = await write('PUT', '/v1/configuration?dry-run=true', document);
	assert.deepEqual(
		dry.body.changes.map(({ kind, change }: { kind: string; change: string }) => `${kind} ${change}`),
		['page created', 'component created', 'component created', 'template created'],
	);
	assert.deepEqual(await commandsOf(server), []);
	await write('PUT', '/v1/configuration', document);
	assert.deepEqual((await write('PUT', '/v1/configuration?dry-run=true', document)).body.changes, []);
});

test('a change in between is a conflict, and nothing of the document is applied', async (context) => {
	const server = await aServer(context);
	const { write } = server;
	await write('PUT', '/v1/configuration', document);
	const { body } = await read(server);
	for (const [method, path, other] of [
		['PATCH', '/v1/page', { name: 'Other' }],
		['PATCH', '/v1/components/checkout', { name: 'Pay' }],
		['DELETE', '/v1/templates/ours', undefined],
		['DELETE', '/v1/components/website', undefined],
	] as const) {
		const seq = (await read(server)).body.seq;
		const changed = await write(method, path, other);
		assert.ok(changed.status < 300, changed.text);
		const stale = await write('PUT', '/v1/configuration', document, { 'if-match': `"${seq}"` });
		assert.equal(stale.body.code, 'precondition-failed', path);
	}
	// A notice is none of it.
	const seq = (await read(server)).body.seq;
	assert.equal((await write('POST', '/v1/notices', { title: 'T' })).status, 201);
	assert.equal((await write('PUT', '/v1/configuration', body, { 'if-match': `"${seq}"` })).status, 422);
	const { seq: _, ...fields } = body;
	assert.equal((await write('PUT', '/v1/configuration', fields, { 'if-match': `"${seq}"` })).status, 200);
});

test('one refusal refuses the whole document', async (context) => {
	const server = await aServer(context);
	const { write, request } = server;
	const [ours] = document.templates;
	const cases: readonly [object, string, RegExp][] = [
		[
			{ templates: [{ ...ours, bodies: { investigating: '<b>{service}</b>' } }] },
			'markup-refused',
			/^templates\.0\.bodies\.investigating/,
		],
		[
			{ templates: [{ ...ours, id: 'outage' }] },
			'invalid',
			/^templates\.0\.id|^templates\.0: The template "outage"/,
		],
		[{ components: [{ id: 'a', name: 'A', status: 'degraded' }] }, 'invalid', /components\.0\.status/],
		[
			{
				components: [
					{ id: 'a', name: 'A' },
					{ id: 'a', name: 'B' },
				],
			},
			'invalid',
			/components\.1\.id/,
		],
		[{ components: [{ id: 'A', name: 'A' }] }, 'invalid', /components\.0\.id/],
		[{ page: { name: 'Shop', supportUrl: 'http://example.com' } }, 'invalid', /page\.supportUrl/],
		[{ pages: {} }, 'invalid', /pages/],
	];
	for (const [wrong, code, sentence] of cases) {
		const refused = await write('PUT', '/v1/configuration', { ...document, ...wrong });
		assert.equal(refused.body.code, code, refused.text);
		assert.match(refused.body.detail, sentence);
	}
	assert.deepEqual((await request('/v1/components')).body.components, []);
	assert.deepEqual(await commandsOf(server), []);
});

test('half a megabyte of templates fits, and more than 1 MiB does not', async (context) => {
	const { write } = await aServer(context);
	const text = 'x'.repeat(5_000);
	const templates = Array.from({ length: 100 }, (_, index) => ({
		...{ id: `t-${index}`, name: 'T', kind: 'incident', title: 'T', bodies: { investigating: text } },
	}));
	const large = await write('PUT', '/v1/configuration', { templates });
	assert.equal(large.status, 200, large.text.slice(0, 300));
	const tooLarge = await write('PUT', '/v1/configuration', {
		templates,
		page: { name: 'x'.repeat(1_000_000) },
	});
	assert.equal(tooLarge.status, 413);
	assert.match(tooLarge.body.detail, /larger than 1024 KiB/);
});
