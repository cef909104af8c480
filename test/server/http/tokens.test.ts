/** Tokens expire, are rotated and revoked, and every change is in the audit log. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'libsql';
import pino from 'pino';
import { aFolder } from '../../support/folder.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aServer, token } from '../../support/server.ts';

interface Entry {
	readonly command: string;
	readonly actor: { readonly id: string };
	readonly source: string;
	readonly changes: { readonly kind: string; readonly id: string; readonly change: string }[];
}

const hourMs = 3_600_000;
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

test('a token expires at its time, and the answer says when', async (context) => {
	const clock = aManualClock();
	const { write } = await aServer(context, { clock });
	const made = await write('POST', '/v1/tokens', { name: 'pipeline', role: 'publisher', expiresAt: '2h' });
	assert.equal(made.body.expiresAt, new Date(clock.now() + 2 * hourMs).toISOString());
	const status = async () => (await write('GET', '/v1/server', undefined, bearer(made.body.token))).status;
	clock.advance(2 * hourMs - 1);
	assert.equal(await status(), 200);
	clock.advance(1);
	const refused = await write('GET', '/v1/server', undefined, bearer(made.body.token));
	assert.deepEqual([refused.status, refused.body.code], [401, 'unauthorized']);
	assert.match(refused.body.detail, new RegExp(`expired at ${made.body.expiresAt}`));
	for (const expiresAt of ['0s', '2020-01-01T00:00:00Z', 'soon', 7, ''])
		assert.equal((await write('POST', '/v1/tokens', { name: 'x', expiresAt })).status, 422, `${expiresAt}`);
	assert.equal((await write('GET', '/v1/tokens')).body.tokens.length, 1, 'a refused token does not exist');
});

test('a rotated token has a new secret; the former one is refused at once', async (context) => {
	const clock = aManualClock();
	const { write } = await aServer(context, { clock });
	const { body: made } = await write('POST', '/v1/tokens', {
		...{ name: 'pipeline', role: 'responder', owner: 'Operator A', expiresAt: '1h' },
	});
	clock.advance(60_000);
	const { status, body: rotated } = await write('POST', `/v1/tokens/${made.id}/rotate`, {});
	assert.equal(status, 200);
	assert.notEqual(rotated.token, made.token);
	const { token: _, rotatedAt, ...others } = rotated;
	const { token: __, rotatedAt: never, ...before } = made;
	assert.deepEqual(others, before);
	assert.deepEqual([never, rotatedAt], [null, new Date(clock.now()).toISOString()]);
	const use = async (secret: string) => (await write('GET', '/v1/drafts', undefined, bearer(secret))).status;
	assert.deepEqual([await use(made.token), await use(rotated.token)], [401, 200]);
	clock.advance(hourMs);
	const late = await write('POST', `/v1/tokens/${made.id}/rotate`, {});
	assert.deepEqual([late.status, late.body.issues[0].path], [422, 'expiresAt']);
	const { body: forever } = await write('POST', `/v1/tokens/${made.id}/rotate`, { expiresAt: null });
	assert.deepEqual([forever.expiresAt, await use(forever.token)], [null, 200]);
	assert.equal((await write('POST', '/v1/tokens/nothing/rotate', {})).status, 404);
});

test('the last use is shown to the hour, and not every request writes it', async (context) => {
	const clock = aManualClock();
	const data = aFolder(context);
	const { write } = await aServer(context, { clock, data });
	const { body: made } = await write('POST', '/v1/tokens', { name: 'wall', role: 'viewer' });
	const lastUse = async () => {
		const { body } = await write('GET', '/v1/tokens');
		return body.tokens.find(({ id }: { id: string }) => id === made.id).lastUsedAt;
	};
	assert.equal(await lastUse(), null);
	const use = () => write('GET', '/v1/drafts', undefined, bearer(made.token));
	clock.advance(40 * 60_000);
	await use();
	const first = new Date(Math.floor(clock.now() / hourMs) * hourMs).toISOString();
	assert.equal(await lastUse(), first);
	const before = readFileSync(join(data, 'candor.db-wal'));
	for (let times = 0; times < 20; times++) await use();
	assert.ok(before.equals(readFileSync(join(data, 'candor.db-wal'))), 'nothing was written');
	clock.advance(hourMs);
	await use();
	assert.equal(await lastUse(), new Date(Date.parse(first) + hourMs).toISOString());
});

test('the last token of an admin is revoked only by a request that says so', async (context) => {
	const clock = aManualClock();
	const { write, candor } = await aServer(context, { clock, token: null });
	const first = candor.firstToken;
	assert.ok(first);
	const as = bearer(first.token);
	await write('POST', '/v1/tokens', { name: 'brief', expiresAt: '1h' }, as);
	await write('POST', '/v1/tokens', { name: 'publisher', role: 'publisher' }, as);
	clock.advance(hourMs);
	const path = `/v1/tokens/${first.id}`;
	const refused = await write('DELETE', path, undefined, as);
	assert.deepEqual([refused.status, refused.body.code], [409, 'last-admin']);
	assert.match(refused.body.detail, /last token of an admin.*last-admin=true/);
	const { body: second } = await write('POST', '/v1/tokens', { name: 'second' }, as);
	const both = await Promise.all([
		write('DELETE', path, undefined, as),
		write('DELETE', `/v1/tokens/${second.id}`, undefined, as),
	]);
	assert.equal(both.filter(({ status }) => status === 204).length, 1, 'two at once leave one');
	const [left, secret] = both[0].status === 204 ? [second.id, second.token] : [first.id, first.token];
	assert.equal(
		(await write('DELETE', `/v1/tokens/${left}?last-admin=yes`, undefined, bearer(secret))).status,
		422,
	);
	assert.equal(
		(await write('DELETE', `/v1/tokens/${left}?last-admin=true`, undefined, bearer(secret))).status,
		204,
	);
	assert.equal((await write('GET', '/v1/server', undefined, bearer(secret))).status, 401);
});

test('the audit log says who created, rotated and revoked which token; no secret is anywhere', async (context) => {
	const data = aFolder(context);
	const output: string[] = [];
	const logger = pino({ level: 'trace' }, { write: (line) => void output.push(line) });
	const { write, request, close } = await aServer(context, { data, logger });
	const { body: made } = await write('POST', '/v1/tokens', {
		name: 'Laptop',
		role: 'publisher',
		owner: 'Operator A',
	});
	const { body: rotated } = await write('POST', `/v1/tokens/${made.id}/rotate`, { expiresAt: '90d' });
	assert.equal((await write('DELETE', `/v1/tokens/${made.id}`)).status, 204);
	const { body } = await write('GET', '/v1/log');
	const entries = body.entries.map(({ command, actor, source, changes }: Entry) => [
		...[command, actor.id, source],
		...changes.flatMap(({ kind, id, change }) => [kind, id, change]),
	]);
	assert.deepEqual(entries, [
		['revoke-token', 'environment', 'api', 'token', made.id, 'removed'],
		['rotate-token', 'environment', 'api', 'token', made.id, 'changed'],
		['create-token', 'environment', 'api', 'token', made.id, 'created'],
	]);
	const stream = await request('/v1/snapshot');
	assert.ok(!stream.text.includes(made.id), 'visitors see nothing of it');
	await request(`/v1/notices?text=${made.token}`, { headers: bearer(made.token) });
	const shown = [JSON.stringify(body), (await write('GET', '/v1/tokens')).text, ...output].join('\n');
	await close();
	const files = readdirSync(data).map((name) => readFileSync(join(data, name)));
	for (const secret of [made.token, rotated.token, token]) {
		assert.ok(!shown.includes(secret));
		for (const bytes of files) assert.ok(!bytes.includes(secret));
	}
	assert.ok(!JSON.stringify(body).includes('Operator A'), 'a person’s name is in the private store only');
});

test('an export of the audit log ends when its token is revoked', async (context) => {
	const { write, url } = await aServer(context);
	const { body: made } = await write('POST', '/v1/tokens', { name: 'export', role: 'viewer' });
	// More than the buffers of the connection hold: each entry has about 30 kB.
	for (let count = 0; count < 400; count++) {
		const href = `https://example.com/${count}${'x'.repeat(1_900)}`;
		const subscribe = ['email', 'sms', 'rss', 'webhook', 'chat'].map((by) => ({ by, href }));
		const page = { name: 'Shop', statusUrl: href, supportUrl: href, subscribe };
		assert.equal((await write('PUT', '/v1/page', page)).status, 200);
	}
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		const headers = { ...bearer(made.token), accept: 'application/x-ndjson', 'accept-encoding': 'identity' };
		httpRequest(`${url}/v1/log`, { headers }, resolve).on('error', reject).end();
	});
	const lines = response[Symbol.asyncIterator]();
	await lines.next();
	await write('DELETE', `/v1/tokens/${made.id}`);
	await assert.rejects(async () => {
		for (let step = await lines.next(); !step.done; step = await lines.next());
	}, 'the export is cut off, not completed');
});

test('a damaged token and one of a later version grant nothing, and lock no other token out', async (context) => {
	const data = aFolder(context);
	const first = await aServer(context, { data });
	const { body: made } = await first.write('POST', '/v1/tokens', { name: 'wall', role: 'viewer' });
	await first.close();
	const database = new Database(join(data, 'candor.db'));
	const insert = database.prepare("insert into vault (kind, id, text) values ('token', ?, ?)");
	const fields = { name: 'x', createdAt: '2030-01-01T00:00:00.000Z' };
	insert.run('short', JSON.stringify({ ...fields, hash: 'abcd' }));
	insert.run('later', JSON.stringify({ ...fields, hash: 'a'.repeat(64), role: 'owner' }));
	insert.run('limited', JSON.stringify({ ...fields, hash: 'a'.repeat(64), onlyFrom: '192.0.2.1' }));
	database.close();
	const { write } = await aServer(context, { data });
	assert.equal((await write('GET', '/v1/drafts', undefined, bearer(made.token))).status, 200);
	const { body } = await write('GET', '/v1/tokens');
	assert.deepEqual(
		body.tokens.map(({ id }: { id: string }) => id),
		[made.id],
	);
});
