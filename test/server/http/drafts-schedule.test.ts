/** Drafts over HTTP: written, edited, scheduled, promoted; nothing of them is public. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { secondPersonReasons } from '../../../src/model/vocabulary.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aServer } from '../../support/server.ts';

const text = 'A new price list';
const secret = 'zebra';
const news = { id: 'n', kind: 'announcement', title: `${text} ${secret}`, body: `Of the ${secret}.` };

async function aServerWithRoles(context: TestContext, options = {}) {
	const clock = aManualClock();
	const server = await aServer(context, { clock, ...options });
	const create = async (name: string, role: string) => {
		const { body } = await server.write('POST', '/v1/tokens', { name, role, owner: name });
		return (method: string, path: string, sent?: unknown, headers = {}) =>
			server.write(method, path, sent, { authorization: `Bearer ${body.token}`, ...headers });
	};
	const inMs = (ms: number) => new Date(clock.now() + ms).toISOString();
	const drafts = async () => (await server.write('GET', '/v1/drafts')).body.waiting;
	/** Until the server has written down what the clock has changed. */
	const until = async (isDone: () => Promise<boolean>) => {
		for (let tries = 0; tries < 500; tries++) {
			if (await isDone()) return;
			await new Promise(setImmediate);
		}
		assert.fail('It does not happen.');
	};
	return { server, clock, create, inMs, drafts, until };
}

test('a draft is edited: fields are replaced or removed, texts are Markdown, and mistakes are refused', async (context) => {
	const { server, create, drafts } = await aServerWithRoles(context);
	const { write } = server;
	const responder = await create('Operator A', 'responder');
	const written = await responder('POST', '/v1/drafts', { ...news, workaround: 'Wait.' });
	assert.equal(written.status, 201, written.text);
	const path = `/v1/drafts/${written.body.id}`;
	const edit = {
		title: 'Prices',
		body: 'It is **valid**.',
		workaround: null,
		expiresAt: '2h',
		discardAt: '3h',
	};
	const edited = await write('PATCH', path, edit);
	assert.equal(edited.status, 200, edited.text);
	assert.equal(edited.headers.get('etag'), `"${edited.body.seq}"`);
	const [{ title, command, author, discardAt }] = await drafts();
	assert.deepEqual(
		[title, command.title, command.kind, command.expiresAt],
		['Prices', 'Prices', 'announcement', '2h'],
	);
	assert.equal(command.body[0].children[1].type, 'strong');
	assert.ok(!('workaround' in command));
	assert.equal(author.name, 'CANDOR_TOKEN', 'who edits it has written it');
	assert.match(discardAt, /Z$/);
	const codeOf = async (body: unknown, to = path, headers = {}) => {
		const answer = await write('PATCH', to, body, headers);
		return [answer.status, answer.body.code];
	};
	assert.deepEqual(await codeOf({}), [422, 'invalid']);
	assert.deepEqual(await codeOf({ title: null }), [422, 'invalid']);
	assert.deepEqual(await codeOf({ titel: 'x' }), [422, 'invalid']);
	assert.deepEqual(await codeOf({ id: 'other' }), [422, 'invalid']);
	assert.deepEqual(await codeOf({ window: { start: '1h', end: '2h' } }), [422, 'invalid']);
	assert.deepEqual(await codeOf({ body: '<b>x</b>' }), [422, 'markup-refused']);
	assert.deepEqual(await codeOf({ title: 'x' }, '/v1/drafts/unknown'), [404, 'not-found']);
	assert.deepEqual(await codeOf({ title: 'x' }, path, { 'if-match': '"1"' }), [412, 'precondition-failed']);
	assert.equal((await drafts())[0].title, 'Prices');
	const dry = await write('PATCH', `${path}?dry-run=true`, { title: 'x' });
	assert.deepEqual([dry.status, dry.body.response.title], [200, 'x']);
	assert.equal((await drafts())[0].title, 'Prices');
	const approved = await write('POST', '/v1/notices/n/approve', {});
	assert.deepEqual([approved.status, approved.body.title], [200, 'Prices']);
});

test('a change of an open notice that waits is not edited', async (context) => {
	const { server, create, drafts } = await aServerWithRoles(context, {
		secondPersonFor: secondPersonReasons,
	});
	const publisher = await create('Operator A', 'publisher');
	const critical = { id: 'c', title: 'Down', impact: 'critical', affected: [{ component: 'shop' }] };
	assert.equal((await publisher('POST', '/v1/notices', critical)).status, 201);
	assert.equal((await publisher('POST', '/v1/notices/c/resolve', {})).status, 202);
	const [{ id }] = await drafts();
	const refused = await server.write('PATCH', `/v1/drafts/${id}`, { title: 'x' });
	assert.equal(refused.status, 422);
	assert.match(
		refused.body.detail,
		/Only a draft of a new notice can be edited, and this one is a "resolve"/,
	);
});

test('only roles that may open notices set a time, and the edit of another role removes it', async (context) => {
	const { create, drafts } = await aServerWithRoles(context);
	const responder = await create('Operator A', 'responder');
	const publisher = await create('Operator B', 'publisher');
	const refused = await responder('POST', '/v1/drafts', { ...news, publishAt: '1h' });
	assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden']);
	const { body } = await publisher('POST', '/v1/drafts', { ...news, publishAt: '1h' });
	const path = `/v1/drafts/${body.id}`;
	assert.equal((await responder('PATCH', path, { publishAt: '2h' })).status, 403);
	await publisher('PATCH', path, { title: 'Prices' });
	assert.equal((await drafts())[0].publishAt, body.publishAt);
	await responder('PATCH', path, { title: 'Other prices' });
	assert.equal((await drafts())[0].publishAt, null);
});

test('nothing of a scheduled draft is public before its time, and all of it afterwards', async (context) => {
	const { server, clock, create, until } = await aServerWithRoles(context);
	const publisher = await create('Operator B', 'publisher');
	const written = await publisher('POST', '/v1/drafts', {
		...news,
		affected: [{ component: secret }],
		publishAt: '1h',
		discardAt: '2h',
	});
	assert.equal(written.status, 201, written.text);
	await publisher('PATCH', `/v1/drafts/${written.body.id}`, { workaround: `Ask the ${secret}.` });
	const { body: document } = await server.request('/v1/openapi.json');
	const publicPaths = Object.entries<{ get?: { security: object[] } }>(document.paths)
		.filter(([path, { get }]) => get?.security.length === 0 && path !== '/v1/stream')
		.map(([path]) => path.replace('{id}', 'n'));
	assert.ok(publicPaths.length > 8, String(publicPaths));
	/** The first frame of a new stream. */
	const streamed = async () => {
		const stream = await fetch(`${server.url}/v1/stream`);
		const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
		let frames = '';
		while (!/^data: .*\n\n/m.test(frames)) frames += (await reader?.read())?.value ?? '';
		await reader?.cancel();
		return frames;
	};
	const hints = async () => {
		const found = [];
		for (const path of publicPaths) if ((await server.request(path)).text.includes(secret)) found.push(path);
		return found;
	};
	assert.deepEqual(await hints(), []);
	clock.advance(3_599_000);
	assert.deepEqual(await hints(), []);
	assert.ok(!(await streamed()).includes(secret));
	clock.advance(1_000);
	await until(async () => (await server.request('/v1/notices/n')).status === 200);
	assert.ok((await streamed()).includes(secret));
	assert.ok((await hints()).includes('/v1/snapshot'));
	const { body } = await server.write('GET', '/v1/log?notice=n');
	const [{ command, actor, source }] = body.entries;
	assert.deepEqual([command, actor.id, source], ['publish-scheduled', 'system', 'clock']);
});

test('a second person approves a scheduled draft for its time, or publishes it now', async (context) => {
	const { server, clock, create, until } = await aServerWithRoles(context, {
		secondPersonFor: secondPersonReasons,
	});
	const a = await create('Operator A', 'publisher');
	const b = await create('Operator B', 'publisher');
	const everyone = { ...news, affected: [], publishAt: '1h' };
	await a('POST', '/v1/drafts', everyone);
	assert.equal((await a('POST', '/v1/notices/n/approve', {})).status, 403);
	const approved = await b('POST', '/v1/notices/n/approve', {});
	assert.deepEqual(
		[approved.status, approved.body.approvedBy.name, approved.body.notice],
		[200, 'Operator B', 'n'],
	);
	const same = await a('PATCH', `/v1/drafts/${approved.body.id}`, { title: everyone.title });
	assert.deepEqual(same.body, approved.body, 'an edit that changes nothing keeps the approval');
	assert.equal((await server.request('/v1/notices/n')).status, 404);
	clock.advance(3_600_000);
	await until(async () => (await server.request('/v1/notices/n')).status === 200);
	await a('POST', '/v1/drafts', { ...everyone, id: 'm', title: 'Something else' });
	assert.equal((await a('POST', '/v1/notices/m/approve', { now: true })).status, 403);
	assert.equal((await b('POST', '/v1/notices/m/approve', { now: true })).body.id, 'm');
});

test('the stream of reminders has an event for a draft that was not published', async (context) => {
	const { server, clock, create, until, drafts } = await aServerWithRoles(context, {
		secondPersonFor: secondPersonReasons,
	});
	const a = await create('Operator A', 'publisher');
	await a('POST', '/v1/drafts', { ...news, publishAt: '1h' });
	clock.advance(3_600_000);
	await until(async () => (await drafts())[0].held !== null);
	const { body } = await server.write('POST', '/v1/tokens', { name: 'v', role: 'viewer' });
	const headers = { authorization: `Bearer ${body.token}` };
	const response = await fetch(`${server.url}/v1/reminders?since=0`, { headers });
	const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
	let streamed = '';
	while (!/^event: draft\ndata: .*\n\n/m.test(streamed)) streamed += (await reader?.read())?.value ?? '';
	await reader?.cancel();
	const [, data = ''] = /^event: draft\ndata: (.*)$/m.exec(streamed) ?? [];
	assert.match(JSON.parse(data).held, /needs the approval of a second person/);
});
