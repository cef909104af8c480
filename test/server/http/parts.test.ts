/** PATCH changes parts of a record, and PUT needs the whole one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer } from '../../support/server.ts';
import { wholeComponent, wholePage } from '../../support/whole.ts';

const component = wholeComponent({
	name: 'Checkout',
	description: 'Paying',
	group: 'Shop',
	position: 3,
	status: 'degraded',
});
const page = wholePage({
	name: 'Shop',
	statusUrl: 'https://status.example.com/',
	supportUrl: 'mailto:help@example.com',
	subscribe: [{ by: 'email', href: 'https://example.com/email' }],
});

test('a PUT that lacks fields is refused, and says which', async (context) => {
	const { write, request } = await aServer(context);
	await write('PUT', '/v1/components/checkout', component);
	await write('PUT', '/v1/page', page);
	const refused = await write('PUT', '/v1/components/checkout', { name: 'Checkout' });
	assert.deepEqual([refused.status, refused.body.code], [422, 'invalid']);
	assert.deepEqual(
		refused.body.issues.map(({ path }: { path: string }) => path),
		['description', 'group', 'position', 'status'],
	);
	assert.match(refused.body.detail, /description: This field is missing\. A PUT replaces the whole record/);
	const { body } = await request('/v1/components/checkout');
	assert.deepEqual([body.group, body.status, body.currentStatus], ['Shop', 'degraded', 'degraded']);
	const unlinked = await write('PUT', '/v1/page', { name: 'Shop 2' });
	assert.deepEqual(
		unlinked.body.issues.map(({ path }: { path: string }) => path),
		['statusUrl', 'supportUrl', 'subscribe'],
	);
	assert.equal((await request('/v1/page')).body.name, 'Shop');
});

test('a PATCH changes what it names, and null clears a field', async (context) => {
	const { write, request } = await aServer(context);
	const { body: made } = await write('PUT', '/v1/components/checkout', component);
	const renamed = await write('PATCH', '/v1/components/checkout', { name: 'Till' });
	assert.deepEqual(renamed.body, { ...made, name: 'Till', seq: renamed.body.seq });
	const merge = { 'content-type': 'application/merge-patch+json' };
	const cleared = await write('PATCH', '/v1/components/checkout', { status: null }, merge);
	assert.deepEqual([cleared.status, cleared.body.status, cleared.body.group], [200, null, 'Shop']);
	assert.deepEqual((await request('/v1/components/checkout')).body, cleared.body);

	const { body: first } = await write('PUT', '/v1/page', page);
	const changed = await write('PATCH', '/v1/page', { supportUrl: null }, merge);
	assert.deepEqual(changed.body, { ...first, supportUrl: null, seq: changed.body.seq });
	for (const [path, body] of [
		['/v1/components/checkout', {}],
		['/v1/components/checkout', { name: null }],
		['/v1/components/checkout', { colour: 'red' }],
		['/v1/page', {}],
		['/v1/page', { name: null }],
	] as const)
		assert.equal((await write('PATCH', path, body)).status, 422, JSON.stringify(body));
	assert.equal((await write('PATCH', '/v1/components/ghost', { name: 'x' })).body.code, 'not-found');
	assert.equal((await write('POST', '/v1/notices', { title: 'x' }, merge)).status, 415);
});

test('If-Match guards a PATCH with the ETag of a read', async (context) => {
	const { write, request } = await aServer(context);
	await write('PUT', '/v1/components/checkout', component);
	await write('PUT', '/v1/page', page);
	for (const path of ['/v1/components/checkout', '/v1/page']) {
		const tag = (await request(path)).headers.get('etag') ?? '';
		const first = await write('PATCH', path, { name: 'First' }, { 'if-match': tag });
		assert.equal(first.status, 200);
		assert.notEqual(first.headers.get('etag'), tag);
		const second = await write('PATCH', path, { name: 'Second' }, { 'if-match': tag });
		assert.deepEqual([second.status, second.body.code], [412, 'precondition-failed']);
		assert.equal((await request(path)).body.name, 'First');
	}
	assert.equal((await request('/v1/components/ghost')).status, 404);
});
