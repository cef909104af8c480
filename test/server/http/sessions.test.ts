/** Sessions of the console: sign in, sign out, expire, and end with their token. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import pino from 'pino';
import { roles } from '../../../src/model/vocabulary.ts';
import { aFolder } from '../../support/folder.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aServer, token } from '../../support/server.ts';
import { aSession, sessionCookie, signIn, type TestSession } from '../../support/session.ts';
import { wholePage } from '../../support/whole.ts';

const minuteMs = 60_000;
const statusOf = async ({ send }: TestSession): Promise<number> => (await send('GET', '/v1/session')).status;

test('a sign-in says who, until when and where, and sets a cookie that only this host gets', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock, environment: 'staging' });
	await server.write('PUT', '/v1/page', wholePage({ name: 'Shop' }));
	const { body: made } = await server.write('POST', '/v1/tokens', { name: 'Laptop', role: 'publisher' });
	const session = await aSession(server, made.token);
	const { body, headers } = session.answer;
	const at = (ms: number) => new Date(clock.now() + ms).toISOString();
	assert.deepEqual(body, {
		operator: { id: made.id, name: 'Laptop', role: 'publisher' },
		expiresAt: at(12 * 60 * minuteMs),
		idleExpiresAt: at(30 * minuteMs),
		server: { name: 'Shop', environment: 'staging' },
	});
	assert.deepEqual((await session.send('GET', '/v1/session')).body, body);
	assert.match(session.secret, /^[\w-]{43}$/);
	const [cookie = '', ...others] = headers.getSetCookie();
	assert.deepEqual(others, []);
	const [, ...attributes] = cookie.split('; ');
	assert.deepEqual(attributes.sort(), ['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
	assert.ok(cookie.startsWith(`${sessionCookie}=`));
	assert.equal(headers.get('cache-control'), 'no-store');
	const shown = await server.request('/v1/sign-in');
	assert.deepEqual(shown.body, {
		...{ token: true, openid: null, server: { name: 'Shop', environment: 'staging' } },
	});
});

test('without a name and an environment, both are null', async (context) => {
	const { body } = await (await aServer(context)).request('/v1/sign-in');
	assert.deepEqual(body.server, { name: null, environment: null });
});

test('a session opens what its token opens, as the console, and no more', async (context) => {
	const server = await aServer(context);
	for (const role of roles) {
		const { body: made } = await server.write('POST', '/v1/tokens', { name: role, role });
		const session = await aSession(server, made.token);
		const as = { authorization: `Bearer ${made.token}` };
		for (const [method, path, body] of [
			['GET', '/v1/drafts', undefined],
			['GET', '/v1/tokens', undefined],
			['GET', '/v1/server', undefined],
			['POST', '/v1/notices', {}],
			['PUT', '/v1/page', wholePage({ name: role })],
			['DELETE', '/v1/tokens/unknown', undefined],
		] as const) {
			const expected = await server.write(method, path, body, as);
			const answer = await session.send(method, path, body);
			assert.deepEqual([answer.status, answer.body?.code], [expected.status, expected.body?.code], path);
		}
	}
	const { body } = await server.write('GET', '/v1/log?command=put-page');
	const sources = body.entries.map(({ source, actor }: { source: string; actor: { name: string } }) => [
		source,
		actor.name,
	]);
	assert.deepEqual(sources, [
		['console', 'admin'],
		['api', 'admin'],
		['console', 'publisher'],
		['api', 'publisher'],
	]);
	const admin = await aSession(server);
	assert.equal(
		(await admin.send('PUT', '/v1/page', wholePage({ name: 'Shop' }), { 'candor-client': 'cli' })).status,
		200,
	);
	const [newest] = (await admin.send('GET', '/v1/log')).body.entries;
	assert.deepEqual([newest.source, newest.actor.id], ['console', 'environment']);
});

test('a session ends after half an hour without a request, and after twelve hours of them', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	const idle = await aSession(server);
	clock.advance(30 * minuteMs - 1);
	const busy = await aSession(server);
	assert.equal(await statusOf(idle), 200, 'a request starts the half hour again');
	clock.advance(29 * minuteMs);
	assert.equal(await statusOf(idle), 200);
	const { body } = await idle.send('GET', '/v1/session');
	assert.equal(body.idleExpiresAt, new Date(clock.now() + 30 * minuteMs).toISOString());
	clock.advance(30 * minuteMs);
	const refused = await idle.send('GET', '/v1/session');
	assert.deepEqual([refused.status, refused.body.code], [401, 'unauthorized']);
	assert.match(refused.body.detail, /Sign in again/);
	assert.equal(await statusOf(busy), 401);

	const long = await aSession(server);
	for (let passed = 0; passed < 12 * 60 - 20; passed += 20) {
		clock.advance(20 * minuteMs);
		assert.equal(await statusOf(long), 200, `after ${passed + 20} minutes`);
	}
	clock.advance(20 * minuteMs - 1);
	const last = await long.send('GET', '/v1/session');
	assert.equal(last.body.idleExpiresAt, last.body.expiresAt, 'idle time never outlives the session');
	clock.advance(1);
	assert.equal(await statusOf(long), 401);
});

test('a session ends with its token: revoked, rotated, expired', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	const { write } = server;
	const create = async (fields: object) => (await write('POST', '/v1/tokens', { name: 'x', ...fields })).body;
	const [revoked, rotated, brief] = [await create({}), await create({}), await create({ expiresAt: '10m' })];
	const sessions = [];
	for (const each of [revoked, rotated, brief]) sessions.push(await aSession(server, each.token));
	assert.equal(sessions[2]?.answer.body.expiresAt, brief.expiresAt, 'the console can say when');
	await write('DELETE', `/v1/tokens/${revoked.id}`);
	await write('POST', `/v1/tokens/${rotated.id}/rotate`, {});
	clock.advance(10 * minuteMs);
	for (const session of sessions) {
		const read = await session.send('GET', '/v1/drafts');
		assert.deepEqual([read.status, read.body.code], [401, 'unauthorized']);
		assert.equal((await session.send('POST', '/v1/notices', { title: 'x' })).status, 401);
	}
	const { body } = await write('GET', '/v1/log?command=open-notice');
	assert.deepEqual(body.entries, []);
});

test('signing out ends this session; signing out everywhere ends those of the token and no others', async (context) => {
	const server = await aServer(context);
	const { body: other } = await server.write('POST', '/v1/tokens', { name: 'other' });
	const [here, there, third, elsewhere] = [
		await aSession(server),
		await aSession(server),
		await aSession(server),
		await aSession(server, other.token),
	];
	const out = await here.send('DELETE', '/v1/session');
	assert.equal(out.status, 204);
	assert.match(out.headers.getSetCookie()[0] ?? '', new RegExp(`^${sessionCookie}=; Max-Age=0; .*Secure`));
	assert.deepEqual([await statusOf(here), await statusOf(there)], [401, 200]);
	assert.equal((await there.send('DELETE', '/v1/sessions')).status, 204);
	assert.deepEqual(
		[await statusOf(there), await statusOf(third), await statusOf(elsewhere)],
		[401, 401, 200],
	);
	assert.equal((await server.write('GET', '/v1/drafts')).status, 200, 'the token itself is still valid');
	assert.equal(
		(await server.write('DELETE', '/v1/sessions', undefined, { authorization: `Bearer ${other.token}` }))
			.status,
		204,
	);
	assert.equal(await statusOf(elsewhere), 401, 'a program with the token can end its sessions');
});

test('a sign-in never continues a session that the browser was given before (session fixation)', async (context) => {
	const server = await aServer(context);
	const { body: other } = await server.write('POST', '/v1/tokens', { name: 'other', role: 'viewer' });
	const planted = await aSession(server, other.token);
	const chosen = `${sessionCookie}=${'A'.repeat(43)}`;
	for (const cookie of [planted.cookie, chosen, `${chosen}; ${planted.cookie}`]) {
		const session = await aSession(server, token, { cookie });
		assert.ok(!cookie.includes(session.secret));
		assert.equal(session.answer.body.operator.id, 'environment');
		assert.equal(await statusOf(session), 200);
		const before = await server.request('/v1/session', { headers: { cookie } });
		assert.equal(before.status, 401, 'the cookie from before grants nothing');
	}
	const kept = await aSession(server);
	assert.equal((await signIn(server, 'wrong', { cookie: kept.cookie })).status, 401);
	assert.equal(await statusOf(kept), 200, 'a failed sign-in ends no session');
});

test('failed sign-ins share the limit of wrong tokens, and a valid one still works', async (context) => {
	const lines: string[] = [];
	const logger = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
	const server = await aServer(context, { logger });
	const statuses: number[] = [];
	for (let guess = 0; guess < 30; guess++) {
		const wrong = `wrong-token-${guess}`;
		const bearer = { headers: { authorization: `Bearer ${wrong}` } };
		const answer = guess % 2 ? await signIn(server, wrong) : await server.request('/v1/drafts', bearer);
		assert.ok(!answer.text.includes(wrong));
		statuses.push(answer.status);
	}
	assert.deepEqual([statuses[0], statuses.at(-2), statuses.at(-1)], [401, 429, 429]);
	const { failed, limited } = (await server.write('GET', '/v1/server')).body.signIns;
	assert.equal(failed, 30);
	assert.equal(limited, statuses.filter((status) => status === 429).length);
	assert.equal((await signIn(server, token)).status, 201);
	assert.ok(lines.length > 0 && lines.every((line) => !line.includes('wrong-token')));
});

test('no secret of a session is in the log, the database or an answer', async (context) => {
	const data = aFolder(context);
	const lines: string[] = [];
	const logger = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
	const server = await aServer(context, { data, logger });
	const session = await aSession(server);
	const shown = [
		session.answer.text,
		(await session.send('GET', '/v1/session')).text,
		(await session.send('POST', '/v1/notices', { title: 7 })).text,
		(await session.send('GET', '/v1/log')).text,
		(await session.send('GET', '/v1/server')).text,
	];
	await server.close();
	const files = readdirSync(data).map((name) => readFileSync(join(data, name)).toString('latin1'));
	for (const text of [...shown, ...lines, ...files])
		for (const secret of [session.secret, token]) assert.ok(!text.includes(secret));
});

test('what is no sign-in is refused with what to send', async (context) => {
	const server = await aServer(context);
	for (const [given, status] of [
		[undefined, 422],
		[7, 422],
		['', 422],
		['x'.repeat(1_001), 422],
		['wrong', 401],
		['with space', 401],
	] as const) {
		const { body } = await signIn(server, given);
		assert.equal(body.status, status, String(given).slice(0, 20));
		assert.ok(body.detail.length > 20);
	}
	const plain = await signIn(server, token, { 'content-type': 'text/plain' });
	assert.equal(plain.body.code, 'unsupported-media-type');
	const large = await signIn(server, 'x'.repeat(10_000));
	assert.equal(large.body.code, 'too-large');
	for (const cookie of [
		`${sessionCookie}=`,
		`${sessionCookie}=%00`,
		`${sessionCookie}=${'é'}`,
		sessionCookie,
	])
		assert.equal(
			(await server.request('/v1/drafts', { headers: { cookie: encodeURI(cookie) } })).status,
			401,
		);
});

test('a valid token comes before a cookie; one of a proxy’s own schemes does not', async (context) => {
	const server = await aServer(context);
	const { body: other } = await server.write('POST', '/v1/tokens', { name: 'other', role: 'viewer' });
	const session = await aSession(server);
	const who = async (authorization: string) => {
		const { status, body } = await session.send('GET', '/v1/session', undefined, { authorization });
		return status === 200 ? body.operator.id : status;
	};
	assert.equal(await who(`Bearer ${other.token}`), other.id);
	assert.equal(await who('Bearer wrong'), 401, 'a wrong token does not fall back to the cookie');
	assert.equal(await who('Bearer'), 401);
	assert.equal(await who('Basic dXNlcjpwYXNz'), 'environment');
	const { body } = await server.write('GET', '/v1/session');
	assert.deepEqual([body.expiresAt, body.idleExpiresAt], [null, null], 'a token has no session');
});

test('the stream of reminders ends when its session or its token ends', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	const open = async (headers: Record<string, string>) => {
		const response = await fetch(`${server.url}/v1/reminders`, { headers });
		assert.equal(response.status, 200);
		const reader = response.body?.getReader();
		return async (): Promise<void> => {
			while (!(await reader?.read())?.done);
		};
	};
	const [out, idle] = [await aSession(server), await aSession(server)];
	const { body: made } = await server.write('POST', '/v1/tokens', { name: 'wall', role: 'viewer' });
	const [outEnds, idleEnds, tokenEnds] = [
		await open({ cookie: out.cookie }),
		await open({ cookie: idle.cookie }),
		await open({ authorization: `Bearer ${made.token}` }),
	];
	await out.send('DELETE', '/v1/session');
	await server.write('DELETE', `/v1/tokens/${made.id}`);
	clock.advance(15_000);
	await Promise.all([outEnds(), tokenEnds()]);
	assert.equal(await statusOf(idle), 200);
	clock.advance(29 * minuteMs);
	// Only the requests of an operator count as use: the open stream does not.
	clock.advance(minuteMs + 15_000);
	await idleEnds();
});

test('an admin sees who is signed in, and ends all sessions of a person, which the log notes', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	const { body: made } = await server.write('POST', '/v1/tokens', { name: 'Laptop', role: 'publisher' });
	const sessions = [await aSession(server, made.token), await aSession(server, made.token)];
	clock.advance(5 * minuteMs);
	const admin = await aSession(server, token);
	const { operators } = (await admin.send('GET', '/v1/sessions')).body;
	const at = (ms: number) => new Date(clock.now() + ms).toISOString();
	assert.deepEqual(operators.at(-1), {
		operator: { id: made.id, name: 'Laptop' },
		...{ sessions: 2, signedInAt: at(-5 * minuteMs), usedAt: at(-5 * minuteMs) },
	});
	assert.equal(operators.length, 2);
	for (const [method, path] of [
		['GET', '/v1/sessions'],
		['DELETE', `/v1/sessions/${made.id}`],
	] as const)
		assert.equal((await sessions[0]?.send(method, path))?.status, 403, 'for admins only');
	assert.equal((await admin.send('DELETE', `/v1/sessions/${made.id}`)).status, 204);
	for (const session of sessions) assert.equal(await statusOf(session), 401);
	assert.equal(await statusOf(admin), 200);
	const [entry] = (await server.write('GET', '/v1/log')).body.entries;
	assert.deepEqual(
		[entry.command, entry.source, entry.changes[0].kind, entry.changes[0].id],
		['end-sessions', 'console', 'sign-out', made.id],
	);
	const again = await admin.send('DELETE', `/v1/sessions/${made.id}`);
	assert.deepEqual([again.status, again.body.code], [404, 'not-found']);
	assert.ok(!(await server.request('/v1/snapshot')).text.includes('sign-out'));
});

test('operators see by name who has the console open, and no longer who has closed it', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	const tokenOf = async (name: string, role: string) =>
		(await server.write('POST', '/v1/tokens', { name, role })).body.token;
	const one = await aSession(server, await tokenOf('Night shift', 'responder'));
	await aSession(server, await tokenOf('Laptop', 'publisher'));
	const here = async () => (await one.send('GET', '/v1/operators')).body.operators;
	assert.deepEqual(await here(), [
		{ name: 'Laptop', isYou: false },
		{ name: 'Night shift', isYou: true },
	]);
	clock.advance(2 * minuteMs);
	assert.deepEqual(await here(), [{ name: 'Night shift', isYou: true }]);
	const support = await aSession(server, await tokenOf('Desk', 'support'));
	assert.equal((await support.send('GET', '/v1/operators')).status, 403);
});
