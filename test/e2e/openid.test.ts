/** Operators sign in through a real identity provider, in a real browser. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import pino from 'pino';
import type { Page } from 'playwright-core';
import type { OpenIdOptions } from '../../server/http/openid/provider.ts';
import { type Account, anIdentityProvider } from '../support/identity-provider.ts';
import { aBrowser, aFreePort, closePagesAfterEach } from '../support/page.ts';
import { aServer, type TestServer, token } from '../support/server.ts';
import { sessionCookie, signIn } from '../support/session.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const start = '/console/sign-in/openid';
const roles = {
	claim: 'groups',
	scope: 'openid profile groups',
	admin: ['admins'],
	publisher: ['comms'],
	viewer: ['all'],
};
const clientSecret = 'a-secret-of-the-client';
const operatorA: Account = { sub: 'a@example.com', name: 'Operator A', groups: ['all', 'comms'] };
const operatorB: Account = { sub: 'b@example.com', name: 'Operator B', groups: ['comms'] };

interface Setup {
	readonly openId?: Partial<OpenIdOptions>;
	readonly options?: object;
	readonly claimsInIdToken?: boolean;
}

async function aServerWithProvider(
	context: TestContext,
	{ openId = {}, options = {}, claimsInIdToken = false }: Setup = {},
) {
	const port = await aFreePort();
	const lines: string[] = [];
	const logger = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
	const issuer = `http://127.0.0.1:${port}`;
	const server = await aServer(context, {
		...{ logger, ...options },
		openId: { issuer, clientId: 'candor', clientSecret, roles, name: 'Example ID', ...openId },
	});
	const redirectUri = `${server.url}${start}/callback`;
	const startProvider = () => anIdentityProvider(context, { port, redirectUri, claimsInIdToken });
	return { server, lines, startProvider };
}

/** Goes through the sign-in in a new browser profile. */
async function signInAs(server: TestServer, query = '') {
	const page = await (await chrome().newContext()).newPage();
	const response = await page.goto(`${server.url}${start}${query}`);
	return {
		page,
		status: response?.status() ?? 0,
		text: (await page.textContent('body')) ?? '',
		secret: await secretIn(page, server),
	};
}

const secretIn = async (page: Page, { url }: TestServer): Promise<string | undefined> =>
	(await page.context().cookies(url)).find(({ name }) => name === sessionCookie)?.value;

/** A request as a page of the server sends it, with the session of a sign-in. */
const as =
	({ url, request }: TestServer, secret: string | undefined) =>
	(method: string, path: string, body?: unknown) =>
		request(path, {
			method,
			headers: {
				cookie: `${sessionCookie}=${secret}`,
				origin: url,
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});

for (const claimsInIdToken of [true, false])
	test(`a person with a group signs in, and no word about the person is in the log (${claimsInIdToken ? 'ID token' : 'user info'})`, async (context) => {
		const { server, lines, startProvider } = await aServerWithProvider(context, { claimsInIdToken });
		const provider = await startProvider();
		const { body: offered } = await server.request('/v1/sign-in');
		assert.deepEqual(offered.openid, { name: 'Example ID', href: start });
		await provider.signInNext(operatorA);
		const { page, secret } = await signInAs(server, '?to=notices/n');
		assert.equal(page.url(), `${server.url}/console/notices/n`);
		assert.ok(secret);
		const { body } = await as(server, secret)('GET', '/v1/session');
		assert.deepEqual([body.operator.name, body.operator.role], ['Operator A', 'publisher']);
		const made = await as(server, secret)('PATCH', '/v1/page', { name: 'Shop' });
		assert.ok([200, 404].includes(made.status), made.text);
		await as(server, secret)('PUT', '/v1/page', {
			name: 'Shop',
			statusUrl: null,
			supportUrl: null,
			subscribe: [],
		});
		const [entry] = (await server.write('GET', '/v1/log')).body.entries;
		assert.deepEqual([entry.source, entry.actor], ['console', { id: body.operator.id, name: 'Operator A' }]);
		assert.match(entry.actor.id, /^[2-9a-z]{10}$/);
		assert.ok(lines.length > 0);
		for (const word of [operatorA.sub, 'Operator A', clientSecret, secret])
			assert.ok(
				lines.every((line) => !line.includes(word)),
				word,
			);
		// The operator of a browser that was at the provider before gets a new session, and the old one ends.
		await page.goto(`${server.url}${start}`);
		const next = await secretIn(page, server);
		assert.notEqual(next, secret);
		assert.equal((await as(server, secret)('GET', '/v1/session')).status, 401);
		assert.equal((await as(server, next)('GET', '/v1/session')).body.operator.id, body.operator.id);
	});

test('the console offers the provider, and the operator comes back to the same place', async (context) => {
	const { server, startProvider } = await aServerWithProvider(context);
	const provider = await startProvider();
	await provider.signInNext(operatorA);
	const page = await (await chrome().newContext()).newPage();
	await page.goto(`${server.url}/console/publish`);
	await page.getByRole('link', { name: 'Sign in with Example ID' }).click();
	await page.waitForURL(`${server.url}/console/publish`);
	await page.getByText('Operator A').first().waitFor();
	assert.ok(await secretIn(page, server));
});

test('a person without a mapped group is refused with a page, and one whom the provider refuses too', async (context) => {
	const { server, startProvider } = await aServerWithProvider(context);
	const provider = await startProvider();
	await provider.signInNext({ sub: 'c@example.com', name: 'Operator C', groups: ['football'] });
	const refused = await signInAs(server);
	assert.deepEqual([refused.status, refused.secret], [403, undefined]);
	assert.match(refused.text, /Your account has no role here/);
	const back = refused.page.locator('a');
	await back.click();
	assert.equal(refused.page.url(), `${server.url}/console/`);
	await provider.signInNext({ ...operatorA, error: 'access_denied' });
	const denied = await signInAs(server);
	assert.deepEqual([denied.status, denied.secret], [401, undefined]);
	assert.match(denied.text, /Example ID failed: access_denied/);
});

test('an answer of the provider is worth nothing in another browser, with another state, or twice', async (context) => {
	const { server, startProvider } = await aServerWithProvider(context);
	const provider = await startProvider();
	await provider.signInNext(operatorA);
	const callbacks: string[] = [];
	const page = await (await chrome().newContext()).newPage();
	page.on('request', (request) => {
		if (request.url().includes('/callback?')) callbacks.push(request.url());
	});
	await page.goto(server.url + start);
	const [answer = ''] = callbacks;
	assert.match(answer, /[?&]code=/);
	const get = async (url: string, cookie = '') => {
		const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
		return [
			response.status,
			response.headers.getSetCookie().filter((each) => each.startsWith(`${sessionCookie}=`)),
		];
	};
	assert.deepEqual(await get(answer), [401, []], 'a browser that has not started it');
	const begun = await fetch(server.url + start, { redirect: 'manual' });
	assert.equal(begun.status, 303);
	const [kept = ''] = begun.headers.getSetCookie();
	assert.match(kept, /^__Host-candor-sign-in=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
	const [cookie = ''] = kept.split(';');
	assert.deepEqual(await get(answer, cookie), [401, []], 'the state of another sign-in');
	const asked = new URL(begun.headers.get('location') ?? '');
	assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
	assert.ok(asked.searchParams.get('nonce'));
	const forged = new URL(answer);
	forged.searchParams.set('state', asked.searchParams.get('state') ?? '');
	assert.deepEqual(await get(forged.href, cookie), [401, []], 'a code of another sign-in');
	for (const damaged of ['', '__Host-candor-sign-in=x', `${cookie}x`, `__Host-candor-sign-in=${'e30'}`])
		assert.deepEqual(await get(answer, damaged), [401, []], damaged);
	assert.ok((await server.write('GET', '/v1/server')).body.signIns.failed >= 7, 'each is counted');
	for (let attempt = 0; attempt < 20; attempt++) await get(answer);
	assert.deepEqual(await get(answer), [429, []], 'and limited');
});

test('while the provider is down, the page says so, and tokens work; afterwards it is asked again', async (context) => {
	const { server, startProvider } = await aServerWithProvider(context);
	const down = await signInAs(server);
	assert.equal(down.status, 503);
	assert.match(down.text, /Example ID cannot be reached now.*operator token/s);
	assert.equal((await signIn(server, token)).status, 201);
	const provider = await startProvider();
	await provider.signInNext(operatorA);
	// The wait before the next attempt: at most two seconds, and a random part.
	for (const until = Date.now() + 20_000; Date.now() < until; await setTimeout(200)) {
		const { secret } = await signInAs(server);
		if (secret) return;
	}
	assert.fail('the provider was not asked again');
});

test('the same subject in two sessions is one person, and another subject is the second one', async (context) => {
	const { server, startProvider } = await aServerWithProvider(context, {
		options: { secondPersonFor: ['no-component'] },
	});
	const provider = await startProvider();
	await provider.signInNext(operatorA);
	const [one, again] = [await signInAs(server), await signInAs(server)];
	await provider.signInNext(operatorB);
	const other = await signInAs(server);
	const waits = await as(server, one.secret)('POST', '/v1/notices', {
		id: 'down',
		title: 'Everything is down',
		impact: 'critical',
	});
	assert.equal(waits.status, 202, waits.text);
	const approve = '/v1/notices/down/approve';
	assert.equal((await as(server, again.secret)('POST', approve, {})).body.code, 'forbidden');
	const own = await server.write('POST', '/v1/tokens', { name: 'Laptop', owner: 'operator a' });
	const byToken = await server.write('POST', approve, {}, { authorization: `Bearer ${own.body.token}` });
	assert.equal(byToken.body.code, 'forbidden', 'a token of the same person is that person');
	assert.equal((await as(server, other.secret)('POST', approve, {})).status, 200);
});

test('a wrong secret of the client is named on the page and in the log', async (context) => {
	const { server, lines, startProvider } = await aServerWithProvider(context, {
		openId: { clientSecret: 'wrong-secret' },
	});
	const provider = await startProvider();
	await provider.signInNext(operatorA);
	const { status, text, secret } = await signInAs(server);
	assert.deepEqual([status, secret], [401, undefined]);
	assert.match(text, /An admin must check CANDOR_OIDC_CLIENT_ID and CANDOR_OIDC_CLIENT_SECRET/);
	assert.ok(
		lines.some(
			(line) =>
				line.includes('must check CANDOR_OIDC_CLIENT_SECRET') || line.includes('CANDOR_OIDC_CLIENT_ID'),
		),
	);
	assert.ok(lines.every((line) => !line.includes('wrong-secret')));
});
