/**
 * Every route of the OpenAPI document, asked with the token of every role, and with tokens that are
 * none. A new route is among them by itself.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { type Role, roles } from '../../../src/model/vocabulary.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aServer, type TestServer, token } from '../../support/server.ts';
import { isStream } from './streams.ts';

interface Route {
	readonly method: string;
	readonly path: string;
	/** The roles that may use it; `null`: it needs no token. */
	readonly roles: readonly Role[] | null;
	/** It needs a secret of its own, so no operator's token opens it. */
	readonly hasOwnSecret: boolean;
}

async function routesOf({ request }: TestServer): Promise<readonly Route[]> {
	const { body } = await request('/v1/openapi.json');
	const paths = Object.entries<Record<string, { security: object[]; 'x-roles'?: Role[] }>>(body.paths);
	return paths.flatMap(([path, operations]) =>
		Object.entries(operations).map(([method, { security, 'x-roles': permitted }]) => {
			const hasOwnSecret = security.some((each) => 'alertSource' in each || 'slackSignature' in each);
			const isOpen = security.length === 0 || hasOwnSecret;
			assert.equal(isOpen, permitted === undefined, `${method} ${path} names its roles`);
			return { method: method.toUpperCase(), path, roles: permitted ?? null, hasOwnSecret };
		}),
	);
}

/** A server, and a token of each role and of each kind that is refused. */
async function aServerWithTokens(context: TestContext) {
	const clock = aManualClock();
	const server = await aServer(context, { clock, trustedProxies: ['127.0.0.1'] });
	const create = async (fields: object): Promise<{ id: string; token: string }> => {
		const { status, body } = await server.write('POST', '/v1/tokens', fields);
		assert.equal(status, 201, body?.detail);
		return body;
	};
	const valid: Record<string, string> = {};
	for (const role of roles) valid[role] = (await create({ name: role, role })).token;
	const expired = (await create({ name: 'expired', expiresAt: '1h' })).token;
	const revoked = await create({ name: 'revoked' });
	await server.write('DELETE', `/v1/tokens/${revoked.id}`);
	clock.advance(3_600_000);
	const refused = { none: null, forged: `candor_${'A'.repeat(43)}`, expired, revoked: revoked.token };
	let address = 0;
	/** Each request comes from an address of its own, because wrong tokens are limited by address. */
	const ask = ({ method, path }: Route, given: string | null) =>
		server.request(path.replaceAll(/\{\w+\}/g, 'unknown'), {
			method,
			headers: {
				'content-type': 'application/json',
				origin: server.url,
				'x-forwarded-for': `2001:db8:${(++address).toString(16)}::1`,
				...(given !== null && { authorization: `Bearer ${given}` }),
			},
			...(method !== 'GET' && { body: '{}' }),
		});
	return { server, valid, refused, ask };
}

test('each role may use its routes and no others; no other token opens any', async (context) => {
	const { server, valid, refused, ask } = await aServerWithTokens(context);
	const routes = await routesOf(server);
	assert.ok(routes.length > 40);
	let forbidden = 0;
	let failed = 0;
	for (const route of routes) {
		if (isStream(route.path)) continue;
		const name = `${route.method} ${route.path}`;
		if (route.hasOwnSecret) {
			for (const given of [...Object.values(valid), ...Object.values(refused)]) {
				const { status, body } = await ask(route, given);
				assert.deepEqual([status, body.code], [401, 'unauthorized'], name);
				// Slack signs its requests: a bearer token is no attempt to guess.
				failed += +(given !== null && !route.path.startsWith('/v1/slack/'));
			}
			continue;
		}
		for (const [role, given] of Object.entries(valid)) {
			const { status, body, text } = await ask(route, given);
			const isPermitted = route.roles?.includes(role as Role) ?? true;
			assert.ok(!text.includes(given), `${name} repeats no token`);
			if (isPermitted) assert.ok(status !== 401 && status !== 403, `${name} as ${role}: ${status}`);
			else assert.deepEqual([status, body.code], [403, 'forbidden'], `${name} as ${role}`);
			forbidden += +!isPermitted;
		}
		for (const [kind, given] of Object.entries(refused)) {
			const { status, body, text } = await ask(route, given);
			if (route.roles === null) assert.ok(status !== 401 && status !== 403, `${name}, ${kind}: ${status}`);
			else assert.deepEqual([status, body.code], [401, 'unauthorized'], `${name}, ${kind}`);
			assert.ok(given === null || !text.includes(given), `${name} repeats no token`);
			failed += +(route.roles !== null && given !== null);
		}
	}
	const { body } = await server.write('GET', '/v1/server');
	assert.deepEqual(body.signIns, { failed, limited: 0, forbidden, crossSite: 0 });
	assert.ok(failed > 80 && forbidden > 60, `${failed} ${forbidden}`);
});

test('expired and revoked tokens are limited like forged ones', async (context) => {
	const { server, refused } = await aServerWithTokens(context);
	const statuses: number[] = [];
	for (let attempt = 0; attempt < 30; attempt++) {
		const given = [refused.forged, refused.expired, refused.revoked][attempt % 3];
		const headers = { authorization: `Bearer ${given}`, 'x-forwarded-for': '192.0.2.1' };
		statuses.push((await server.request('/v1/drafts', { headers })).status);
	}
	assert.deepEqual(statuses, [...Array(20).fill(401), ...Array(10).fill(429)]);
	const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': '192.0.2.1' };
	assert.equal((await server.request('/v1/drafts', { headers })).status, 200);
});

test('a role is refused before its body is read, and a responder’s update cannot end a notice', async (context) => {
	const { server, valid } = await aServerWithTokens(context);
	const as = (role: Role) => ({ authorization: `Bearer ${valid[role]}` });
	const codeOf = async (role: Role, method: string, path: string, body: unknown) => {
		const answer = await server.write(method, path, body, as(role));
		return [answer.status, answer.body?.code];
	};
	assert.deepEqual(await codeOf('viewer', 'POST', '/v1/notices', 'no JSON'), [403, 'forbidden']);
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Checkout is failing' });
	const updates = '/v1/notices/n/updates';
	assert.deepEqual(await codeOf('responder', 'POST', '/v1/notices', { title: 'x' }), [403, 'forbidden']);
	const later = { body: 'We know more.', phase: 'identified', promise: { nextUpdateBy: '20m' } };
	assert.deepEqual(await codeOf('responder', 'POST', updates, later), [201, undefined]);
	for (const fields of [
		{ phase: 'resolved' },
		{ audience: { routes: ['/pay'] } },
		{ dataSafety: { state: 'safe', statement: 'Safe.', evidence: 'Logs.' } },
	])
		assert.deepEqual(await codeOf('responder', 'POST', updates, { body: 'x', ...fields }), [
			403,
			'forbidden',
		]);
	assert.deepEqual(await codeOf('responder', 'PATCH', '/v1/notices/n', { phase: 'monitoring' }), [
		200,
		undefined,
	]);
	assert.deepEqual(await codeOf('responder', 'PATCH', '/v1/notices/n', { phase: 'resolved' }), [
		403,
		'forbidden',
	]);
	assert.deepEqual(await codeOf('responder', 'PATCH', '/v1/notices/n', { title: 'Other' }), [
		403,
		'forbidden',
	]);
	assert.deepEqual(await codeOf('publisher', 'POST', updates, { body: 'Over.', phase: 'resolved' }), [
		201,
		undefined,
	]);
});

test('the table of routes and roles in the documents is that of the server', async (context) => {
	const routes = await routesOf(await aServer(context));
	const file = 'docs/reference/roles.md';
	const text = readFileSync(file, 'utf8');
	const [head = '', rest = ''] = text.split('<!-- table -->\n');
	const [, tail = ''] = rest.split('<!-- end of the table -->\n');
	const expected = `${head}<!-- table -->\n\n${tableOf(routes)}\n<!-- end of the table -->\n${tail}`;
	if (process.env.CANDOR_ACCEPT_ROLES === '1') writeFileSync(file, expected);
	assert.equal(
		readFileSync(file, 'utf8'),
		expected,
		`${file} is stale. Run CANDOR_ACCEPT_ROLES=1 npm test -- http/roles, and read the difference.`,
	);
});

function tableOf(routes: readonly Route[]): string {
	const rows = routes
		.filter(({ hasOwnSecret }) => !hasOwnSecret)
		.map(({ method, path, roles: permitted }) => [
			`\`${method} ${path}\``,
			permitted === null ? 'yes' : '–',
			...roles.map((role) => (permitted === null || permitted.includes(role) ? 'yes' : '–')),
		])
		.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
	const all = [['route', 'no token', ...roles], ...rows];
	const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
	const line = (row: readonly string[]): string =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const [first = [], ...others] = all;
	return `${[line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n')}\n`;
}
