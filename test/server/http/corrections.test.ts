/** Corrections over HTTP, against real servers with a data folder, a mirror and streams. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { aFolder } from '../../support/folder.ts';
import { aServer } from '../../support/server.ts';

const secret = 'hunter2-S3cret';
const outage = {
	id: 'n',
	title: 'Checkout is failing',
	body: 'Some payments fail.',
	affected: [{ component: 'checkout' }],
};

/** The names of the files below a folder that contain the secret. */
const filesWithSecret = (folder: string): readonly string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name))
		.filter((path) => readFileSync(path).includes(secret));

test('an update is edited: visitors read the new words and when, operators the former ones', async (context) => {
	const { write, request } = await aServer(context);
	const opened = await write('POST', '/v1/notices', outage);
	const [{ id }] = opened.body.updates;
	const edited = await write('PATCH', `/v1/notices/n/updates/${id}`, { body: 'All payments fail.' });
	assert.equal(edited.status, 200);
	assert.equal(edited.headers.get('etag'), `"${edited.body.seq}"`);
	const [update] = edited.body.updates;
	assert.deepEqual([update.id, update.body[0].children[0].text], [id, 'All payments fail.']);
	assert.match(update.editedAt, /Z$/);
	const seen = await request('/v1/snapshot');
	assert.equal(JSON.stringify(seen.body).includes('Some payments fail.'), false);
	assert.equal((await request('/v1/notices/n/corrections')).status, 401);
	const { body } = await write('GET', '/v1/notices/n/corrections');
	assert.deepEqual([body.retraction, body.redactions], [null, []]);
	const [revision] = body.revisions;
	assert.deepEqual([revision.update, revision.reason, revision.at], [id, 'edited', update.editedAt]);
	assert.equal(revision.former.body[0].children[0].text, 'Some payments fail.');
});

test('corrections honour If-Match and Idempotency-Key, and refuse what they cannot do', async (context) => {
	const { write } = await aServer(context);
	const opened = await write('POST', '/v1/notices', outage);
	const path = `/v1/notices/n/updates/${opened.body.updates[0].id}`;
	const stale = await write('PATCH', path, { body: 'x' }, { 'if-match': '"99"' });
	assert.deepEqual([stale.status, stale.body.code], [412, 'precondition-failed']);
	const headers = { 'if-match': `"${opened.body.seq}"`, 'idempotency-key': 'once' };
	const first = await write('PATCH', path, { body: 'Other words.' }, headers);
	const again = await write('PATCH', path, { body: 'Other words.' }, headers);
	assert.deepEqual(
		[first.status, again.status, again.headers.get('idempotency-replayed')],
		[200, 200, 'true'],
	);
	assert.deepEqual(again.body, first.body);
	const codeOf = async (method: string, url: string, body: object = {}) => {
		const response = await write(method, url, body);
		return [response.status, response.body.code];
	};
	assert.deepEqual(await codeOf('PATCH', path), [422, 'invalid']);
	assert.deepEqual(await codeOf('PATCH', path, { body: ' ' }), [422, 'invalid']);
	assert.deepEqual(await codeOf('PATCH', path, { phase: 'resolved' }), [422, 'invalid']);
	assert.deepEqual(await codeOf('PATCH', '/v1/notices/n/updates/nothing', { body: 'x' }), [404, 'not-found']);
	assert.deepEqual(await codeOf('POST', '/v1/notices/n/restore'), [409, 'not-retracted']);
	assert.deepEqual(await codeOf('POST', '/v1/notices/n/redact', { fields: ['title'] }), [422, 'invalid']);
	assert.deepEqual(await codeOf('POST', '/v1/notices/n/redact', { fields: ['kind'] }), [422, 'invalid']);
	assert.deepEqual(await codeOf('POST', `${path}/withdraw`), [200, undefined]);
	assert.deepEqual(await codeOf('POST', `${path}/withdraw`), [409, 'update-withdrawn']);
});

test('a withdrawn update keeps its time, and phase and components fall back', async (context) => {
	const { write, request } = await aServer(context);
	await write('POST', '/v1/notices', outage);
	const posted = await write('POST', '/v1/notices/n/updates', {
		body: 'It is the whole shop.',
		phase: 'identified',
		affected: [{ component: 'checkout', status: 'major-outage' }],
	});
	const [{ id, at }] = posted.body.updates;
	const { body } = await write('POST', `/v1/notices/n/updates/${id}/withdraw`, {});
	assert.deepEqual(
		[body.phase, body.affected],
		['investigating', [{ component: 'checkout', status: 'degraded' }]],
	);
	assert.deepEqual([body.updates[0].body, body.updates[0].at], [[], at]);
	assert.match(body.updates[0].withdrawnAt, /Z$/);
	const components = await request('/v1/components');
	assert.equal(components.body.components[0].currentStatus, 'degraded');
});

test('a retracted notice tells operators why, and comes back exactly as it was', async (context) => {
	const { write, request } = await aServer(context);
	await write('POST', '/v1/notices', outage);
	const before = await write('POST', '/v1/notices/n/updates', { body: 'News.', phase: 'identified' });
	const gone = await write('POST', '/v1/notices/n/retract', { reason: 'The wrong page.' });
	assert.equal((await request('/v1/notices/n')).status, 410);
	const { body } = await write('GET', '/v1/notices/n/corrections');
	assert.deepEqual(
		[body.retraction.title, body.retraction.reason, body.retraction.restorable, body.seq],
		['Checkout is failing', 'The wrong page.', true, gone.body.seq],
	);
	const stale = await write('POST', '/v1/notices/n/restore', {}, { 'if-match': '"1"' });
	assert.equal(stale.status, 412);
	const restored = await write('POST', '/v1/notices/n/restore', {}, { 'if-match': `"${gone.body.seq}"` });
	assert.equal(restored.status, 200);
	const { seq: _, ...wanted } = before.body;
	const { seq, ...found } = restored.body;
	assert.deepEqual(found, wanted);
	assert.equal(seq, gone.body.seq + 1);
	assert.deepEqual((await request('/v1/notices/n')).body, restored.body);
});

test('only an admin may redact, restrict tokens and create them', async (context) => {
	const { write } = await aServer(context);
	const opened = await write('POST', '/v1/notices', outage);
	const path = `/v1/notices/n/updates/${opened.body.updates[0].id}`;
	const made = await write('POST', '/v1/tokens', { name: 'pipeline', role: 'publisher' });
	assert.equal(made.body.role, 'publisher');
	const viewer = await write('POST', '/v1/tokens', { name: 'wall', role: 'viewer' });
	const as = (token: string) => ({ authorization: `Bearer ${token}` });
	for (const [url, body] of [
		[`${path}/redact`, {}],
		['/v1/notices/n/redact', { fields: ['actions'] }],
		['/v1/tokens', { name: 'other' }],
	] as const) {
		const refused = await write('POST', url, body, as(made.body.token));
		assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden'], url);
	}
	const posted = await write('POST', '/v1/notices/n/updates', { body: 'x' }, as(made.body.token));
	assert.equal(posted.status, 201);
	const refused = await write('POST', '/v1/notices/n/updates', { body: 'x' }, as(viewer.body.token));
	assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden']);
});

test('redacted words are in no file of the data folder and in no response', async (context) => {
	const data = aFolder(context);
	const { write, request, close } = await aServer(context, { data });
	await write('POST', '/v1/notices', { ...outage, workaround: `Sign in with ${secret}.` });
	const posted = await write('POST', '/v1/notices/n/updates', { body: `The password is ${secret}.` });
	const [{ id }] = posted.body.updates;
	await write('PATCH', `/v1/notices/n/updates/${id}`, { body: 'Edited.' }, { 'idempotency-key': 'edit' });
	assert.notDeepEqual(filesWithSecret(data), []);
	const redacted = await write('POST', `/v1/notices/n/updates/${id}/redact`, {
		body: 'We changed a password.',
		reason: 'A password.',
	});
	assert.equal(redacted.status, 200);
	assert.equal(redacted.body.redactions[0].reason, 'A password.');
	assert.notDeepEqual(filesWithSecret(data), []);
	await write('POST', '/v1/notices/n/redact', { fields: ['workaround'] });
	assert.deepEqual(filesWithSecret(data), []);
	const { body } = await write('GET', '/v1/notices/n/corrections');
	assert.equal(JSON.stringify(body).includes(secret), false);
	assert.deepEqual([body.redactions.length, body.revisions.length], [2, 1]);
	const seen = await request('/v1/notices/n');
	assert.equal(seen.body.updates[0].body[0].children[0].text, 'We changed a password.');
	await close();
	assert.deepEqual(filesWithSecret(data), []);
	const next = await aServer(context, { data });
	assert.deepEqual((await next.request('/v1/notices/n')).body, seen.body);
});
