/** The rule of two persons over HTTP, with real tokens of real owners. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { CandorOptions } from '../../../server/index.ts';
import { secondPersonReasons } from '../../../src/model/vocabulary.ts';
import { aFolder } from '../../support/folder.ts';
import { type Answer, aServer } from '../../support/server.ts';

const broad = {
	id: 'down',
	title: 'Everything is down',
	impact: 'critical',
	body: 'We are looking into it.',
};
const people = {
	operatorA: 'Operator A',
	operatorA2: 'ｏｐｅｒａｔｏｒ ａ ',
	operatorB: 'Operator B',
	pipeline: null,
} as const;
type Person = keyof typeof people;

async function aServerWithPeople(context: TestContext, options: CandorOptions = {}) {
	const server = await aServer(context, { secondPersonFor: secondPersonReasons, ...options });
	const tokens: Record<string, { id: string; token: string }> = {};
	for (const [name, owner] of Object.entries(people)) {
		const { body } = await server.write('POST', '/v1/tokens', { name, role: 'publisher', owner });
		tokens[name] = body;
	}
	const as = (
		person: Person,
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<Answer> =>
		server.write(method, path, body, { authorization: `Bearer ${tokens[person]?.token}`, ...headers });
	return { ...server, as, tokens };
}

const approve = '/v1/notices/down/approve';
const codeOf = ({ status, body }: Answer) => [status, body?.code];

test('a notice to everyone waits, another person approves it, and only then does any page show it', async (context) => {
	const { as, request, tokens } = await aServerWithPeople(context);
	const waiting = await as('operatorA', 'POST', '/v1/notices', broad);
	assert.deepEqual(
		[waiting.status, waiting.body.waiting, waiting.body.notice, waiting.body.title, waiting.body.reasons],
		[202, true, 'down', 'Everything is down', ['no-component']],
	);
	assert.deepEqual(waiting.body.author, { id: tokens.operatorA?.id, name: 'operatorA' });
	for (const path of ['/v1/snapshot', '/v1/notices', '/v1/history', '/v1/components'])
		assert.ok(!(await request(path)).text.includes('Everything'), path);
	assert.equal((await request('/v1/notices/down')).status, 404);
	const { body: list } = await as('operatorB', 'GET', '/v1/drafts');
	assert.deepEqual(
		list.waiting.map(({ id }: { id: string }) => id),
		[waiting.body.id],
	);
	assert.deepEqual(codeOf(await as('operatorA', 'POST', approve, {})), [403, 'forbidden']);
	const seen = await as('operatorB', 'POST', `${approve}?dry-run=true`, {});
	assert.deepEqual([seen.body.dryRun, seen.body.response.title], [true, 'Everything is down']);
	assert.equal((await request('/v1/notices/down')).status, 404, 'a dry run publishes nothing');
	const approved = await as('operatorB', 'POST', approve, {});
	assert.deepEqual([approved.status, approved.body.id, approved.body.impact], [200, 'down', 'critical']);
	assert.equal((await request('/v1/notices/down')).body.title, 'Everything is down');
	const { body: log } = await as('operatorB', 'GET', '/v1/log?notice=down');
	assert.deepEqual(
		log.entries.map(({ command, actor }: { command: string; actor: { name: string } }) => [
			command,
			actor.name,
		]),
		[
			['approve-draft', 'operatorB'],
			['open-notice', 'operatorA'],
		],
	);
});

test('one person with two tokens is one person, and a token without an owner is none', async (context) => {
	const { as, write, tokens } = await aServerWithPeople(context);
	await as('operatorA', 'POST', '/v1/notices', broad);
	for (const other of ['operatorA', 'operatorA2', 'pipeline'] as const) {
		const refused = await as(other, 'POST', approve, {});
		assert.deepEqual(codeOf(refused), [403, 'forbidden'], other);
	}
	// Neither CANDOR_TOKEN nor the role of an admin stands for a person.
	assert.deepEqual(codeOf(await write('POST', approve, {})), [403, 'forbidden']);
	// The author is known after the token was revoked.
	await write('DELETE', `/v1/tokens/${tokens.operatorA?.id}`);
	assert.deepEqual(codeOf(await as('operatorA2', 'POST', approve, {})), [403, 'forbidden']);
	assert.equal((await as('operatorB', 'POST', approve, {})).status, 200);
	const unowned = await as('pipeline', 'POST', '/v1/notices', { ...broad, id: 'other', title: 'Other' });
	assert.equal(unowned.status, 202);
	const refused = await as('operatorB', 'POST', '/v1/notices/other/approve', {});
	assert.deepEqual(codeOf(refused), [403, 'forbidden']);
	assert.match(refused.body.detail, /no owner, so it counts for no person/);
});

test('of twenty approvals at once, one publishes', async (context) => {
	const { as, request } = await aServerWithPeople(context);
	await as('operatorA', 'POST', '/v1/notices', broad);
	const answers = await Promise.all(Array.from({ length: 20 }, () => as('operatorB', 'POST', approve, {})));
	assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(19).fill(404)]);
	const { body } = await request('/v1/notices/down');
	assert.equal(body.updates.length, 1);
});

test('a repeated request waits once, and a repeated approval gets the first answer', async (context) => {
	const { as } = await aServerWithPeople(context);
	const key = { 'idempotency-key': 'once' };
	const first = await as('operatorA', 'POST', '/v1/notices', broad, key);
	const again = await as('operatorA', 'POST', '/v1/notices', broad, key);
	assert.deepEqual(
		[first.status, again.status, again.headers.get('idempotency-replayed'), again.body.id],
		[202, 202, 'true', first.body.id],
	);
	const approved = await as('operatorB', 'POST', approve, {}, key);
	const repeated = await as('operatorB', 'POST', approve, {}, { 'idempotency-key': 'once' });
	assert.deepEqual([approved.status, repeated.status], [200, 200], JSON.stringify(repeated.body));
	assert.deepEqual(repeated.body, approved.body);
	// Also after it was published, the first request still gets its answer.
	assert.equal((await as('operatorA', 'POST', '/v1/notices', broad, key)).status, 202);
});

test('breaking the glass publishes at once, and every operator sees it', async (context) => {
	const { as, write, request } = await aServerWithPeople(context);
	await as('operatorA', 'POST', '/v1/notices', broad);
	for (const breakGlass of ['', 'short', '          '])
		assert.equal((await as('operatorA', 'POST', approve, { breakGlass })).status, 422, breakGlass);
	const reason = 'I am alone on call, and customers ask.';
	assert.equal((await as('operatorA', 'POST', approve, { breakGlass: reason })).status, 200);
	const { body: viewer } = await write('POST', '/v1/tokens', { name: 'v', role: 'viewer' });
	const headers = { authorization: `Bearer ${viewer.token}` };
	const { body } = await request('/v1/drafts', { headers });
	const [{ id: _, at: __, author, publisher, ...others }] = body.breakGlass;
	assert.deepEqual(others, { notice: 'down', reason, reasons: ['no-component'], lanes: [] });
	assert.deepEqual([author.name, publisher.name], ['operatorA', 'operatorA']);
	assert.equal((await request('/v1/server', { headers })).body.breakGlass, 1);
	assert.ok((await request('/v1/log', { headers })).text.includes(reason));
	assert.ok(!(await request('/v1/snapshot')).text.includes(reason), 'visitors do not read the reason');
	await write('POST', '/v1/notices/down/redact', { fields: ['reason'] });
	for (const path of ['/v1/drafts', '/v1/log'])
		assert.ok(!(await request(path, { headers })).text.includes(reason), `${path}: it was redacted`);
});

test('data safety and the end of a critical notice need evidence and a second person', async (context) => {
	const { as, request } = await aServerWithPeople(context);
	await as('operatorA', 'POST', '/v1/notices', { ...broad, affected: [{ component: 'api' }] });
	const affected = { state: 'affected', statement: 'Some names were read.' };
	const updates = '/v1/notices/down/updates';
	const without = await as('operatorA', 'POST', updates, { body: 'News.', dataSafety: affected });
	assert.deepEqual([without.status, without.body.issues[0].path], [422, 'dataSafety.evidence']);
	const evidence = 'We read the access logs.';
	const claim = await as('operatorA', 'POST', updates, {
		body: 'News.',
		dataSafety: { ...affected, evidence },
	});
	assert.deepEqual([claim.status, claim.body.reasons], [202, ['data-safety']]);
	const end = await as('operatorB', 'POST', '/v1/notices/down/resolve', { body: 'It is over.' });
	assert.deepEqual([end.status, end.body.reasons], [202, ['critical-end']]);
	const several = await as('operatorA', 'POST', approve, {});
	assert.deepEqual([several.status, several.body.issues[0].path], [422, 'draft']);
	assert.equal((await as('operatorB', 'POST', approve, { draft: claim.body.id })).status, 200);
	const stale = await as('operatorA', 'POST', approve, {});
	assert.deepEqual(codeOf(stale), [412, 'precondition-failed']);
	assert.equal((await request('/v1/notices/down')).body.phase, 'investigating');
	assert.equal((await as('operatorA', 'POST', approve, { anyway: true })).body.phase, 'resolved');
});

test('what waits can be discarded, and needs no If-Match of anything else', async (context) => {
	const { as } = await aServerWithPeople(context);
	const { body } = await as('operatorA', 'POST', '/v1/notices', broad);
	const stale = await as('operatorB', 'DELETE', `/v1/drafts/${body.id}`, undefined, { 'if-match': '"1"' });
	assert.equal(stale.status, 412);
	assert.equal((await as('operatorB', 'DELETE', `/v1/drafts/${body.id}`)).status, 204);
	assert.deepEqual(codeOf(await as('operatorB', 'POST', approve, {})), [404, 'not-found']);
	assert.equal((await as('operatorB', 'DELETE', `/v1/drafts/${body.id}`)).status, 404);
});

test('drafts survive a restart; switched off, the rule lets everything through', async (context) => {
	const data = aFolder(context);
	const first = await aServerWithPeople(context, { data });
	await first.as('operatorA', 'POST', '/v1/notices', broad);
	await first.close();
	const { write, request } = await aServer(context, { data });
	assert.equal((await write('POST', approve, {})).status, 200);
	assert.equal((await request('/v1/notices/down')).status, 200);
	assert.equal((await write('POST', '/v1/notices', { title: 'Also for all', impact: 'minor' })).status, 201);
});

test('a responder writes a draft, and a publisher approves it', async (context) => {
	const { write, request } = await aServer(context);
	const { body: responder } = await write('POST', '/v1/tokens', { name: 'r', role: 'responder' });
	const as = { authorization: `Bearer ${responder.token}` };
	const body = { id: 'down', title: 'Search is down', promise: { nextUpdateBy: '20m' } };
	assert.deepEqual(codeOf(await write('POST', '/v1/notices', body, as)), [403, 'forbidden']);
	const draft = await write('POST', '/v1/drafts', body, as);
	assert.deepEqual([draft.status, draft.body.notice, draft.body.reasons], [201, 'down', []]);
	assert.deepEqual(codeOf(await write('POST', approve, {}, as)), [403, 'forbidden']);
	assert.equal((await request('/v1/notices/down')).status, 404);
	assert.equal((await write('POST', approve, {})).status, 200);
	assert.equal((await request('/v1/notices/down')).body.title, 'Search is down');
	const wrong = await write('POST', '/v1/drafts', { title: 'x', kind: 'maintenance' }, as);
	assert.deepEqual(codeOf(wrong), [422, 'invalid']);
});

test('the words of a draft can be redacted, before and after it is published', async (context) => {
	const data = aFolder(context);
	const { as, write, close } = await aServerWithPeople(context, { data });
	const secret = 'hunter2-S3cret';
	const found = () =>
		readdirSync(data)
			.filter((name) => readFileSync(join(data, name)).includes(secret))
			.sort();
	await as('operatorA', 'POST', '/v1/notices', { ...broad, body: `It is ${secret}.` });
	assert.notDeepEqual(found(), []);
	const redacted = await write('POST', '/v1/notices/down/redact', { fields: ['actions'] });
	assert.equal(redacted.status, 200);
	assert.deepEqual(found(), []);
	assert.deepEqual((await as('operatorB', 'GET', '/v1/drafts')).body.waiting, []);
	await as('operatorA', 'POST', '/v1/notices', { ...broad, workaround: `Sign in with ${secret}.` });
	assert.equal((await as('operatorB', 'POST', approve, {})).status, 200);
	await write('POST', '/v1/notices/down/redact', { fields: ['workaround'] });
	assert.deepEqual(found(), []);
	await close();
	assert.deepEqual(found(), []);
});
