/** A dry run over HTTP: what would change, and nothing is published. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer } from '../../support/server.ts';

test('a dry run answers with the changes and the response, and publishes nothing', async (context) => {
	const { write, request } = await aServer(context);
	const { status, body, headers } = await write('POST', '/v1/notices?dry-run=true', {
		title: 'Down',
		id: 'n',
	});
	assert.equal(status, 200);
	assert.deepEqual([body.dryRun, body.status, body.response.title], [true, 201, 'Down']);
	assert.equal(headers.get('location'), null);
	assert.equal(headers.get('etag'), null);
	assert.equal(headers.get('cache-control'), 'no-store');
	assert.deepEqual(
		body.changes.map((change: Record<string, string>) => `${change.kind} ${change.change}`),
		['notice created', 'update created'],
	);
	const { seq, records } = (await request('/v1/snapshot')).body;
	assert.deepEqual([seq, records], [0, []]);
	assert.equal((await write('POST', '/v1/notices?dry-run=false', { title: 'Down', id: 'n' })).status, 201);
});

test('a dry run without content is a document too, and needs the token and the role of the command', async (context) => {
	const { write, request } = await aServer(context);
	await write('PUT', '/v1/components/a', {
		name: 'A',
		group: null,
		description: null,
		position: null,
		status: null,
		until: null,
	});
	const { status, body } = await write('DELETE', '/v1/components/a?dry-run=true');
	assert.deepEqual([status, body.status, body.response], [200, 204, null]);
	assert.equal((await request('/v1/components/a')).status, 200);
	assert.equal((await request('/v1/components/a?dry-run=true', { method: 'DELETE' })).status, 401);
	const { token } = (await write('POST', '/v1/tokens', { name: 'Wall', role: 'viewer' })).body;
	const asWall = { method: 'DELETE', headers: { authorization: `Bearer ${token}` } };
	assert.equal((await request('/v1/components/a?dry-run=true', asWall)).status, 403);
});

test('a misspelt dry run is refused on every write, so that it publishes nothing', async (context) => {
	const { write, request } = await aServer(context);
	const { paths } = (await request('/v1/openapi.json')).body as { paths: Record<string, object> };
	for (const [path, operations] of Object.entries(paths))
		for (const method of Object.keys(operations)) {
			// Reports, subscriptions and claims of visitors, alerts of tools, Slack, and sessions: no query is read.
			if (method === 'get' || /^\/v1\/(?:reports|counts|alerts\/|slack\/|sessions?$)/.test(path)) continue;
			if (
				method === 'post' &&
				/^\/v1\/(?:subscribers|push|contact-requests|remedies\/\{id\}\/claims)/.test(path)
			)
				continue;
			const address = path.replaceAll(/\{\w+\}/g, 'x');
			for (const query of ['dry_run=true', 'dry-run=1', 'dryRun=true']) {
				const { status, body } = await write(method.toUpperCase(), `${address}?${query}`, {});
				assert.equal(status, 422, `${method} ${path} ${query}`);
				assert.ok(
					body.issues.some((issue: { path: string }) => query.startsWith(issue.path)),
					JSON.stringify(body),
				);
			}
		}
	assert.equal(
		(await write('POST', '/v1/tokens?dry-run=true', { name: 'x' })).status,
		422,
		'tokens have no dry run',
	);
});
