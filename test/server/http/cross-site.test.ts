/**
 * Requests that a page of another origin makes with an operator's browser, as browsers send them:
 * all are refused and counted, and the log has no commit of any.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { ownOrigins } from '../../../server/http/same-origin.ts';
import { aServer, token } from '../../support/server.ts';
import { aSession, signIn } from '../../support/session.ts';

const evil = 'https://evil.example';
const json = 'application/json';

/** `own`: the origin of the server. */
const refusedWrites = (
	own: string,
): readonly (readonly [name: string, headers: Record<string, string>])[] => [
	['no origin', {}],
	['no origin, and a good site', { 'sec-fetch-site': 'same-origin' }],
	['another site', { origin: evil, 'sec-fetch-site': 'cross-site' }],
	['another site, of a browser without Sec-Fetch-Site', { origin: evil }],
	['another origin of the same site', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
	['the own origin, by a browser that knows better', { origin: own, 'sec-fetch-site': 'same-site' }],
	['the own origin, typed', { origin: own, 'sec-fetch-site': 'none' }],
	['the own origin, an unknown site', { origin: own, 'sec-fetch-site': 'own' }],
	['a sandboxed frame or a redirect', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
	['another port', { origin: own.replace(/\d+$/, '1') }],
	['the host in capitals of another scheme', { origin: own.replace('http:', 'ftp:') }],
	['a host that begins like this one', { origin: `${own}.evil.example` }],
	['a host that ends like this one', { origin: own.replace('//', '//evil.') }],
	['the origin with a path', { origin: `${own}/` }],
	['two origins', { origin: `${own}, ${evil}` }],
];

test('a write with a session needs the own origin; each refusal is counted and logged', async (context) => {
	const lines: string[] = [];
	const logger = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
	const server = await aServer(context, { logger });
	const { cookie, send } = await aSession(server);
	let refused = 0;
	for (const [name, headers] of refusedWrites(server.url))
		for (const type of [json, 'text/plain', 'application/x-www-form-urlencoded'])
			for (const [method, path, more] of [
				['POST', '/v1/notices', { cookie }],
				['POST', '/v1/tokens', { cookie }],
				['PATCH', '/v1/page', { cookie }],
				['PUT', '/v1/components/x', { cookie }],
				['DELETE', '/v1/tokens/x', { cookie }],
				['DELETE', '/v1/session', { cookie }],
				['DELETE', '/v1/sessions', { cookie }],
				// A sign-in with the attacker's token would let the operator publish for the attacker.
				['POST', '/v1/session', {}],
				['POST', '/v1/session', { cookie }],
			] as const) {
				const body = path === '/v1/session' ? { token } : { title: 'x', name: 'x', phase: 'resolved' };
				const answer = await server.request(path, {
					method,
					headers: { 'content-type': type, ...headers, ...more },
					body: JSON.stringify(body),
				});
				assert.deepEqual(
					[answer.status, answer.body?.code],
					[403, 'cross-site'],
					`${method} ${path}: ${name}`,
				);
				assert.equal(answer.headers.get('access-control-allow-origin'), null);
				assert.deepEqual(answer.headers.getSetCookie(), []);
				refused += 1;
			}
	const { body } = await send('GET', '/v1/server');
	assert.equal(body.signIns.crossSite, refused);
	assert.equal(body.seq, 0, 'the log has no commit');
	const logged = lines.filter((line) => line.includes('page of another origin'));
	assert.ok(logged.length >= 100 && logged.length < refused, `${logged.length} of ${refused} are logged`);
	assert.equal(
		(await send('POST', '/v1/notices', { title: 'x', newComponents: ['x'], affected: [] })).status,
		201,
	);
});

test('a read with a session is refused for a page of another origin, of the same site too', async (context) => {
	const server = await aServer(context);
	const { cookie } = await aSession(server);
	const read = (headers: Record<string, string>, path = '/v1/tokens', method = 'GET') =>
		server.request(path, { method, headers: { cookie, ...headers } });
	for (const headers of [
		{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
		{ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
		{ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' },
		{ origin: evil },
		{ origin: 'null' },
	])
		for (const path of ['/v1/tokens', '/v1/log', '/v1/reminders', '/v1/session']) {
			const { status, body, headers: answered } = await read(headers, path);
			assert.deepEqual([status, body.code], [403, 'cross-site'], JSON.stringify(headers));
			assert.equal(answered.get('access-control-allow-origin'), null);
		}
	for (const headers of [
		{},
		{ 'sec-fetch-site': 'same-origin' },
		{ 'sec-fetch-site': 'none' },
		{ origin: server.url },
	]) {
		const answer = await read(headers as Record<string, string>);
		assert.equal(answer.status, 200);
		assert.equal(answer.headers.get('cross-origin-resource-policy'), 'same-origin');
		assert.match(answer.headers.get('cache-control') ?? '', /private/);
	}
	assert.equal((await read({ 'sec-fetch-site': 'same-site' }, '/v1/tokens', 'HEAD')).status, 403);
});

test('no response allows another origin to send cookies, whatever CANDOR_ORIGINS lists', async (context) => {
	for (const origins of [null, [evil, 'https://*.example.com']]) {
		const server = await aServer(context, { origins });
		const { cookie } = await aSession(server);
		for (const origin of [evil, 'https://app.example.com', 'https://stranger.example'])
			for (const [method, path] of [
				['GET', '/v1/snapshot'],
				['GET', '/v1/tokens'],
				['GET', '/v1/session'],
				['GET', '/v1/sign-in'],
				['GET', '/console'],
				['GET', '/candor.js'],
				['POST', '/v1/notices'],
				['POST', '/v1/session'],
				['OPTIONS', '/v1/notices'],
				['OPTIONS', '/v1/session'],
			] as const) {
				const preflight = method === 'OPTIONS' && { 'access-control-request-method': 'POST' };
				const headers = { origin, ...(preflight || { cookie }), 'content-type': json };
				const answer = await server.request(path, {
					method,
					headers,
					...(method === 'POST' && { body: '{}' }),
				});
				assert.equal(answer.headers.get('access-control-allow-credentials'), null, `${method} ${path}`);
				if (method === 'POST') assert.deepEqual([answer.status, answer.body.code], [403, 'cross-site']);
			}
	}
});

test('a token needs no origin, and a visitor’s report is accepted with an operator’s cookie', async (context) => {
	const server = await aServer(context, { reports: {} });
	const { cookie } = await aSession(server);
	assert.equal(
		(
			await server.write('PUT', '/v1/components/shop', {
				name: 'Shop',
				description: null,
				group: null,
				position: 1,
				status: null,
			})
		).status,
		201,
	);
	const report = await server.request('/v1/reports', {
		method: 'POST',
		headers: { cookie, origin: 'https://app.example.com', 'content-type': 'text/plain' },
		body: JSON.stringify({ component: 'shop', failures: 1 }),
	});
	assert.notEqual(report.body?.code, 'cross-site');
	assert.notEqual(report.status, 401);
});

test('the own origins are those of the Host header, with HTTPS except on this machine', () => {
	for (const [host, ...expected] of [
		['status.example.com', 'https://status.example.com'],
		['Status.Example.com:443', 'https://status.example.com'],
		['status.example.com:8443', 'https://status.example.com:8443'],
		['192.168.1.5:8787', 'https://192.168.1.5:8787'],
		['localhost:8787', 'https://localhost:8787', 'http://localhost:8787'],
		['127.0.0.1:80', 'https://127.0.0.1:80', 'http://127.0.0.1'],
		['[::1]:8787', 'https://[::1]:8787', 'http://[::1]:8787'],
		['a.localhost', 'https://a.localhost', 'http://a.localhost'],
		['localhost.evil.example', 'https://localhost.evil.example'],
		['127.0.0.1.evil.example', 'https://127.0.0.1.evil.example'],
		['status.example.com/path'],
		['user@status.example.com'],
		[''],
		[undefined],
	])
		assert.deepEqual(ownOrigins(host), expected, host);
});

test('behind a proxy that changes Host, the refusal says what to change', async (context) => {
	const server = await aServer(context);
	const { body } = await signIn(server, token, { origin: 'https://status.example.com' });
	assert.match(body.detail, /from https:\/\/status\.example\.com.*pass the Host header on/);
});
