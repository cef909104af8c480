/**
 * An operator's browser with a session, and pages of other origins that try to use it: a page of
 * another site, and one of the same host on another port, which gets no help from SameSite.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import pino from 'pino';
import type { BrowserContext, Page } from 'playwright-core';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer, token } from '../support/server.ts';
import { sessionCookie } from '../support/session.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

interface LoggedRequest {
	readonly msg: string;
	readonly method: string;
	readonly path: string;
	readonly status: number;
}

/** A server whose requests are recorded, as its log has them. */
async function aRecordedServer(context: TestContext) {
	const requests: LoggedRequest[] = [];
	const waiting = new Set<() => void>();
	const logger = pino(
		{ level: 'debug' },
		{
			write(line) {
				const entry: LoggedRequest = JSON.parse(line);
				if (entry.msg === 'request') requests.push(entry);
				for (const check of waiting) check();
			},
		},
	);
	const server = await aServer(context, { logger, reports: {} });
	/**
	 * The statuses of the requests like this one since the last call, once the server has answered so
	 * many; none, when it has not within 20 s.
	 */
	const answered = (method: string, path: string, count: number): Promise<readonly number[]> =>
		new Promise((resolve) => {
			const end = (statuses: readonly number[]): void => {
				waiting.delete(check);
				clearTimeout(timer);
				resolve(statuses);
			};
			const timer = setTimeout(() => end([]), 20_000);
			const check = (): void => {
				const found = requests.filter((each) => each.method === method && each.path === path);
				if (found.length < count) return;
				requests.length = 0;
				end(found.map(({ status }) => status));
			};
			waiting.add(check);
			check();
		});
	return { server, answered };
}

/** An empty page of another program. Returns its address with `host`. */
async function aPage(context: TestContext, host: string): Promise<string> {
	const server = createServer((_request, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end('<!doctype html><html lang="en"><title>Elsewhere</title><body>');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://${host}:${(server.address() as AddressInfo).port}/`;
}

/** Signs in from a page of the server, and returns the value of the cookie. */
async function signInHere(page: Page, url: string, secretToken = token): Promise<string> {
	await page.goto(url);
	const status = await page.evaluate(async (given) => {
		const headers = { 'content-type': 'application/json' };
		const body = JSON.stringify({ token: given });
		return (await fetch('/v1/session', { method: 'POST', headers, body })).status;
	}, secretToken);
	assert.equal(status, 201);
	const value = await cookieOf(page.context(), url);
	assert.ok(value);
	return value;
}

const cookieOf = async (browser: BrowserContext, url: string): Promise<string | undefined> =>
	(await browser.cookies(url)).find(({ name }) => name === sessionCookie)?.value;

/** The status of a read with the cookies of a page of the server. */
const readHere = (page: Page): Promise<number> =>
	page.evaluate(async () => (await fetch('/v1/session')).status);

for (const host of ['127.0.0.1', 'localhost'])
	test(`the browser keeps the session over http on ${host}, and no script can read it`, async (context) => {
		const { server } = await aRecordedServer(context);
		const url = server.url.replace('127.0.0.1', host);
		const page = await (await chrome().newContext()).newPage();
		await signInHere(page, url);
		const cookie = (await page.context().cookies(url)).find(({ name }) => name === sessionCookie);
		const { httpOnly, secure, sameSite, path, domain, expires } = cookie ?? {};
		assert.deepEqual(
			[httpOnly, secure, sameSite, path, domain, expires],
			[true, true, 'Strict', '/', host, -1],
		);
		assert.equal(await page.evaluate(() => document.cookie), '');
		assert.equal(await readHere(page), 200);
		const written = await page.evaluate(async () => {
			const headers = { 'content-type': 'application/json' };
			const body = JSON.stringify({ name: 'Shop' });
			return (await fetch('/v1/page', { method: 'PATCH', headers, body })).status;
		});
		assert.notEqual(written, 403);
		assert.notEqual(written, 401);
		await page.reload();
		assert.equal(await readHere(page), 200);
		assert.equal(
			await page.evaluate(async () => (await fetch('/v1/session', { method: 'DELETE' })).status),
			204,
		);
		assert.equal(await cookieOf(page.context(), url), undefined);
		assert.equal(await readHere(page), 401);
	});

test('a cookie that a page of another port has planted is replaced at the sign-in (session fixation)', async (context) => {
	const { server } = await aRecordedServer(context);
	const elsewhere = await aPage(context, '127.0.0.1');
	const attacker = await (await chrome().newContext()).newPage();
	const own = await signInHere(attacker, server.url);
	for (const planted of [own, 'A'.repeat(43)]) {
		const page = await (await chrome().newContext()).newPage();
		await page.goto(elsewhere);
		await page.evaluate(
			([name, value]) => {
				// biome-ignore lint/suspicious/noDocumentCookie: an attacker does not use the Cookie Store API
				document.cookie = `${name}=${value}; Path=/; Secure`;
			},
			[sessionCookie, planted],
		);
		assert.equal(await cookieOf(page.context(), server.url), planted, 'it was planted');
		const value = await signInHere(page, server.url);
		assert.notEqual(value, planted);
		assert.equal(await readHere(page), 200);
		const headers = { cookie: `${sessionCookie}=${planted}` };
		assert.equal((await server.request('/v1/session', { headers })).status, 401);
	}
});

interface Attempt {
	readonly name: string;
	readonly method: string;
	readonly path: string;
	/** The status for a page of the same host on another port, and for one of another site. */
	readonly answers: readonly [sameSite: number, crossSite: number];
	/** Runs in the page of the attacker. */
	readonly act: (target: string) => unknown;
}

const notice = { title: 'Forged' };
/** What the server answers: `403` for a page of another origin, `401` where no cookie arrives. */
const attempts: readonly Attempt[] = [
	...(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data'] as const).map(
		(enctype): Attempt => ({
			name: `a form, ${enctype}`,
			method: 'POST',
			path: '/v1/notices',
			answers: [403, 403],
			act: new Function(
				'target',
				`const form = document.createElement('form');
				Object.assign(form, { method: 'post', action: target, enctype: '${enctype}' });
				const field = document.createElement('input');
				Object.assign(field, { name: '{"title":"Forged","x":"', value: '"}' });
				form.append(field);
				document.body.append(form);
				form.submit();`,
			) as Attempt['act'],
		}),
	),
	{
		name: 'a form that signs out',
		method: 'POST',
		path: '/v1/session',
		answers: [403, 403],
		act: (target) => {
			const form = document.createElement('form');
			Object.assign(form, { method: 'post', action: target, enctype: 'text/plain' });
			document.body.append(form);
			form.submit();
		},
	},
	{
		name: 'fetch without CORS',
		method: 'POST',
		path: '/v1/notices',
		answers: [403, 403],
		act: (target) =>
			fetch(target, { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{"title":"Forged"}' }),
	},
	{
		name: 'fetch with CORS and a simple type',
		method: 'POST',
		path: '/v1/notices',
		answers: [403, 403],
		act: (target) =>
			fetch(target, { method: 'POST', credentials: 'include', body: '{"title":"Forged"}' }).catch(() => 0),
	},
	{
		name: 'fetch with JSON: the preflight',
		method: 'OPTIONS',
		path: '/v1/notices',
		answers: [403, 403],
		act: (target) =>
			fetch(target, {
				method: 'POST',
				credentials: 'include',
				headers: { 'content-type': 'application/json' },
				body: '{"title":"Forged"}',
			}).catch(() => 0),
	},
	{
		name: 'fetch that signs out everywhere: the preflight',
		method: 'OPTIONS',
		path: '/v1/sessions',
		answers: [403, 403],
		act: (target) => fetch(target, { method: 'DELETE', credentials: 'include' }).catch(() => 0),
	},
	{
		name: 'a beacon',
		method: 'POST',
		path: '/v1/notices',
		answers: [403, 403],
		act: (target) => navigator.sendBeacon(target, '{"title":"Forged"}'),
	},
	{
		name: 'an image',
		method: 'GET',
		path: '/v1/tokens',
		answers: [403, 401],
		act: (target) => {
			new Image().src = target;
		},
	},
	{
		name: 'a script',
		method: 'GET',
		path: '/v1/tokens',
		answers: [403, 401],
		act: (target) => {
			const script = document.createElement('script');
			script.src = target;
			document.body.append(script);
		},
	},
	{
		name: 'a frame',
		method: 'GET',
		path: '/v1/log',
		answers: [403, 401],
		act: (target) => {
			const frame = document.createElement('iframe');
			frame.src = target;
			document.body.append(frame);
		},
	},
	{
		name: 'a read by fetch',
		method: 'GET',
		path: '/v1/tokens',
		answers: [403, 401],
		act: (target) => fetch(target, { credentials: 'include' }).catch(() => 0),
	},
	{
		name: 'an event stream',
		method: 'GET',
		path: '/v1/reminders',
		answers: [403, 401],
		act: (target) => {
			const source = new EventSource(target, { withCredentials: true });
			source.onerror = () => source.close();
		},
	},
	{
		name: 'a navigation',
		method: 'GET',
		path: '/v1/tokens',
		answers: [403, 401],
		act: (target) => {
			location.href = target;
		},
	},
	{
		name: 'a new window',
		method: 'GET',
		path: '/v1/log',
		answers: [403, 401],
		act: (target) => {
			open(target);
		},
	},
];

test('pages of another port and of another site can do nothing with a session; each attempt is counted', {
	timeout: 300_000,
}, async (context) => {
	const { server, answered } = await aRecordedServer(context);
	const browser = await chrome().newContext();
	const operator = await browser.newPage();
	const secret = await signInHere(operator, server.url);
	await answered('POST', '/v1/session', 1);
	const places = [await aPage(context, '127.0.0.1'), await aPage(context, 'localhost')];
	let crossSite = 0;
	for (const [place, address] of places.entries())
		for (const { name, method, path, answers, act } of attempts) {
			let statuses: readonly number[] = [];
			// A busy browser may close a page before it has sent anything.
			for (let tries = 0; tries < 3 && statuses.length === 0; tries += 1) {
				const page = await browser.newPage();
				await page.goto(address);
				// A navigation ends the page that the call runs in, and then the call may never end.
				void page.evaluate(act, server.url + path).catch(() => undefined);
				statuses = await answered(method, path, 1);
				// A browser does not always report the end of a page that it was leaving.
				void page.close().catch(() => undefined);
			}
			assert.deepEqual(statuses, [answers[place]], `${name} from ${address}`);
			const isCounted = method !== 'OPTIONS' && (place === 0 || path === '/v1/session');
			crossSite += Number(isCounted);
		}
	assert.equal(await readHere(operator), 200, 'the operator is still signed in');
	assert.equal(await cookieOf(browser, server.url), secret);
	const { body } = await server.write('GET', '/v1/server');
	assert.equal(body.signIns.crossSite, crossSite);
	assert.deepEqual([body.seq, (await server.write('GET', '/v1/log')).body.entries], [0, []], 'no commit');
	const made = await server.write('POST', '/v1/notices', notice);
	assert.equal(made.status, 201, 'what was forged would have been a notice');
});
