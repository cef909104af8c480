/** What operators read about a server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer } from '../../support/server.ts';

test('the server tells its operators its version, its streams, and their own token', async (context) => {
	const { request, write, url } = await aServer(context);
	assert.equal((await request('/v1/server')).status, 401);
	const wall = (await write('POST', '/v1/tokens', { name: 'Wall', role: 'viewer' })).body;
	const asWall = { headers: { authorization: `Bearer ${wall.token}` } };
	const controller = new AbortController();
	const stream = await fetch(`${url}/v1/stream`, { signal: controller.signal });
	const { status, body, text } = await request('/v1/server', asWall);
	assert.equal(status, 200);
	assert.match(body.version, /^\d+\.\d+\.\d+/);
	assert.ok(Date.parse(body.startedAt) <= Date.parse(body.time));
	assert.equal(body.readers, 1);
	assert.deepEqual(body.signingKeys, []);
	assert.deepEqual(body.token, { id: wall.id, name: 'Wall', role: 'viewer', owner: null });
	assert.equal(body.signIns, null, 'failed sign-ins are for admins');
	assert.equal(text.includes(wall.token), false);
	controller.abort();
	await stream.body?.cancel().catch(() => undefined);
});

test('an admin reads how many sign-ins failed, and how many of them were limited', async (context) => {
	const { request, write } = await aServer(context);
	for (let guess = 0; guess < 25; guess++)
		await request('/v1/tokens', { headers: { authorization: `Bearer wrong-${guess}` } });
	const { signIns, token } = (await write('GET', '/v1/server')).body;
	assert.deepEqual(signIns, { failed: 25, limited: 5, forbidden: 0, crossSite: 0 });
	assert.deepEqual(token, { id: 'environment', name: 'CANDOR_TOKEN', role: 'admin', owner: null });
});

test('/readyz says what time it is for the server', async (context) => {
	const now = Date.parse('2031-05-04T03:02:01.007Z');
	const { request } = await aServer(context, { clock: { now: () => now, after: () => () => {} } });
	assert.deepEqual((await request('/readyz')).body, { status: 'ready', time: '2031-05-04T03:02:01.007Z' });
});
