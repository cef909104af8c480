/** `/v1/origins`: the list of further servers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer } from '../../support/server.ts';

const origins = ['https://status.example.net', 'https://app.example/status'];

test('the list is read, replaced and emptied; other changes of the page keep it', async (context) => {
	const { write, request } = await aServer(context);
	assert.deepEqual((await request('/v1/origins')).body, { seq: 0, origins: [] });
	assert.equal((await write('PUT', '/v1/origins', { origins })).status, 404);
	await write('PATCH', '/v1/page', { name: 'Shop' });
	const changed = await write('PUT', '/v1/origins', { origins });
	assert.deepEqual(changed.body.origins, origins);
	await write('PUT', '/v1/page', { name: 'Shop 2', statusUrl: null, supportUrl: null, subscribe: [] });
	await write('PATCH', '/v1/page', { statusUrl: 'https://status.example.com' });
	assert.deepEqual((await request('/v1/origins')).body.origins, origins);
	assert.equal('origins' in (await request('/v1/page')).body, false);
	const old = await write('PUT', '/v1/origins', { origins: [] }, { 'if-match': `"${changed.body.seq}"` });
	assert.equal(old.status, 412);
	assert.deepEqual((await write('PUT', '/v1/origins', { origins: [] })).body.origins, []);
	const { body } = await write('GET', '/v1/log?command=set-origins');
	assert.equal(body.entries.length, 2);
});

test('what is no address of a server is refused, and says what is', async (context) => {
	const { write } = await aServer(context);
	await write('PATCH', '/v1/page', { name: 'Shop' });
	for (const wrong of [
		'http://status.example.net',
		'https://status.example.net/',
		'https://user:password@status.example.net',
		'https://status.example.net?x=1',
		'https://status.example.net#x',
		'https://STATUS.example.net',
		'javascript:alert(1)',
		'status.example.net',
		'',
	]) {
		const { status, body } = await write('PUT', '/v1/origins', { origins: [wrong] });
		assert.equal(status, 422, wrong);
		assert.match(JSON.stringify(body), /https: address of a server/, wrong);
	}
	const many = Array.from({ length: 6 }, (_, index) => `https://s${index}.example.net`);
	assert.equal((await write('PUT', '/v1/origins', { origins: many })).status, 422);
	const twice = ['https://a.example.net', 'https://a.example.net'];
	assert.match(JSON.stringify((await write('PUT', '/v1/origins', { origins: twice })).body), /once/);
});

test('only an admin changes the list', async (context) => {
	const { write } = await aServer(context);
	await write('PATCH', '/v1/page', { name: 'Shop' });
	const made = await write('POST', '/v1/tokens', { name: 'Desk', role: 'publisher' });
	const headers = { authorization: `Bearer ${made.body.token}` };
	const { status, body } = await write('PUT', '/v1/origins', { origins }, headers);
	assert.deepEqual([status, body.code], [403, 'forbidden']);
});
