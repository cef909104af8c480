/** Counts without identifiers: real browsers, a real server, and every request recorded in full. */
import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import pino from 'pino';
import type { Page } from 'playwright-core';
import { createCandor } from '../../server/index.ts';
import { aBrowser, closePagesAfterEach, shows } from '../support/page.ts';
import { token } from '../support/server.ts';
import { taggedPages } from '../support/tagged-pages.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
const patience = { timeout: 400_000 };

interface Recorded {
	/** Monotonic milliseconds, when the first byte had arrived. */
	readonly at: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** A server that records each request for `/v1/counts`, and a page of a product beside it. */
async function aPlace(context: TestContext, tag: Record<string, string>, counts = true) {
	const candor = await createCandor({ data: null, token, logger: pino({ level: 'silent' }), counts });
	const recorded: Recorded[] = [];
	const server = createServer((request, response) => {
		if (request.url?.startsWith('/v1/counts') && request.method !== 'GET') {
			const entry = { at: performance.now(), headers: request.headers, body: '' };
			recorded.push(entry);
			request.on('data', (chunk) => {
				entry.body += chunk;
			});
		}
		// As another service of the same host might: nothing of it may come with a count.
		response.setHeader('set-cookie', 'visitor=abc; Path=/');
		candor.handler(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	context.after(async () => {
		await candor.close();
		server.closeAllConnections();
		server.close();
	});
	const write = async (method: string, path: string, body?: unknown) => {
		const response = await fetch(url + path, {
			method,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		assert.ok(response.ok, `${method} ${path}: ${text}`);
		return text ? JSON.parse(text) : null;
	};
	const pages = await taggedPages(context, `${url}/candor.js`);
	const product = pages.add(
		{ 'data-context': '{&quot;plan&quot;:&quot;pro&quot;,&quot;region&quot;:&quot;eu&quot;}', ...tag },
		'<candor-report></candor-report>',
	);
	const shown = async () => (await write('GET', '/v1/notices/n/counts')).updates[0].counts.shown;
	return { write, product, recorded, shown };
}

/** A browser of its own opens the page, sees the notice and leaves. */
async function visit(product: string, act: (page: Page) => Promise<unknown> = async () => undefined) {
	const visitor = await chrome().newContext();
	const page = await visitor.newPage();
	await page.goto(product);
	await page.locator('candor-banner').getByText('Checkout fails').first().waitFor();
	await page.waitForFunction(() =>
		Object.keys(localStorage).some((key) => key.startsWith('candor:counted:')),
	);
	await act(page);
	// The page is left: its counts are sent at once.
	await page.goto('about:blank');
	return visitor;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}

const open = {
	...{ id: 'n', title: 'Checkout fails', impact: 'major', reporting: true },
	audience: { attributes: { plan: ['pro'], region: ['eu', 'us'] } },
};

test(
	'with 9 visitors nothing is shown, with 10 it is, and nothing identifies any of them',
	patience,
	async (context) => {
		const { write, product, recorded, shown } = await aPlace(context, { 'data-counts': 'on' });
		await write('POST', '/v1/notices', open);
		for (let visitor = 1; visitor <= 9; visitor++) {
			await (await visit(product)).close();
			await until(() => recorded.length === visitor);
		}
		assert.equal(await shown(), null);
		// The same browser again: it has counted already.
		const tenth = await visit(product);
		await until(() => recorded.length === 10);
		await until(async () => (await shown()) === 10);
		const again = await tenth.newPage();
		await again.goto(product);
		await again.locator('candor-banner').getByText('Checkout fails').first().waitFor();
		await again.goto('about:blank');
		await (await visit(product)).close();
		await until(() => recorded.length === 11);
		assert.equal(await shown(), 10);

		for (const { headers, body } of recorded) {
			assert.deepEqual(
				Object.keys(headers).filter((name) => /cookie|referer|auth|etag|if-/.test(name)),
				[],
			);
			// All that is known of the page is its origin, which CORS needs.
			assert.equal(headers.origin, new URL(product).origin);
			assert.match(headers['content-type'] ?? '', /^text\/plain/);
			const entries = JSON.parse(body).counts as Record<string, unknown>[];
			assert.deepEqual(Object.keys(JSON.parse(body)), ['counts']);
			for (const entry of entries)
				assert.deepEqual(
					Object.keys(entry).filter((key) => !['of', 'notice', 'update', 'audience'].includes(key)),
					[],
				);
			const attributes = entries.flatMap(
				({ audience }) => (audience as { attribute: string } | undefined)?.attribute ?? [],
			);
			assert.equal(new Set(attributes).size, 1, 'no combination of attributes is in a request');
		}
		assert.equal(new Set(recorded.map(({ body }) => body)).size, 1, 'all visitors send the same bytes');
		const names = recorded.map(({ headers }) => Object.keys(headers).sort().join());
		assert.equal(new Set(names).size, 1, names.join('\n'));
	},
);

test(
	'what a visitor does is counted once each, and in the page that stores nothing too',
	patience,
	async (context) => {
		const { write, product, recorded } = await aPlace(context, { 'data-counts': 'on' });
		await write('POST', '/v1/notices', open);
		const words = (body: string) => JSON.parse(body).counts.map(({ of }: { of: string }) => of);
		await visit(product, async (page) => {
			await shows(page, 'candor-report', 'Are you affected?');
			await page.locator('candor-report').getByRole('button', { name: 'Yes' }).click();
			await shows(page, 'candor-report', 'Thank you.');
			await page.locator('candor-banner').getByRole('button', { name: 'Details' }).click();
			const counted = (of: string) =>
				page.waitForFunction(
					(name) => Object.values(localStorage).some((text) => String(text).includes(name)),
					`"${of} n `,
				);
			await counted('read');
			await page
				.locator('candor-banner')
				.getByRole('button', { name: /^Dismiss/ })
				.click();
			await counted('dismissed');
		});
		await until(() => recorded.length === 1);
		const [first] = recorded;
		for (const of of ['shown', 'affected', 'opened', 'read', 'dismissed'])
			assert.ok(words(first?.body ?? '').includes(of), first?.body);

		const blocked = await chrome().newPage();
		await blocked.addInitScript(() =>
			Object.defineProperty(globalThis, 'localStorage', {
				get() {
					throw new DOMException('Storage is blocked.', 'SecurityError');
				},
			}),
		);
		const loaded = blocked.waitForResponse((response) => response.url().endsWith('/candor-counts.js'));
		await blocked.goto(product);
		await loaded;
		await blocked.locator('candor-banner').getByText('Checkout fails').first().waitFor();
		await until(() => recorded.length === 2);
		assert.ok(words(recorded[1]?.body ?? '').includes('shown'));
		assert.ok(!/"(?:saw|missed)"/.test(recorded[1]?.body ?? ''));
	},
);

test(
	'a page sends at most one request in a minute, by real clocks and sockets',
	patience,
	async (context) => {
		const { write, product, recorded } = await aPlace(context, { 'data-counts': 'on' });
		await write('POST', '/v1/notices', open);
		const page = await chrome().newPage();
		await page.goto(product);
		await page.locator('candor-banner').getByText('Checkout fails').first().waitFor();
		// Something new to count comes every second or so, until there are two requests.
		for (let update = 2; recorded.length < 2; update++) {
			await write('POST', '/v1/notices/n/updates', { body: `We look into it, ${update}.` });
			await new Promise((resolve) => setTimeout(resolve, 1_500));
		}
		const times = recorded.map(({ at }) => at);
		// The first of two may have been on its way for longer than the second.
		for (const [index, at] of times.slice(1).entries())
			assert.ok(at - (times[index] ?? 0) > 55_000, times.join());
	},
);

test('off means not one request, and no file is loaded for it', patience, async (context) => {
	for (const tag of [{}, { 'data-counts': 'off' }, { 'data-counts': '' }] as Record<string, string>[]) {
		const { write, product, recorded } = await aPlace(context, tag);
		await write('POST', '/v1/notices', open);
		const page = await chrome().newPage();
		const asked: string[] = [];
		page.on('request', (request) => void asked.push(request.url()));
		await page.goto(product);
		await page.locator('candor-banner').getByText('Checkout fails').first().waitFor();
		await shows(page, 'candor-report', 'Are you affected?');
		await page
			.locator('candor-banner')
			.getByRole('button', { name: /^Dismiss/ })
			.click();
		await page.goto('about:blank');
		assert.deepEqual(
			asked.filter((address) => /count/.test(address)),
			[],
		);
		assert.deepEqual(recorded, []);
	}
});

test('where the server does not count, a page asks once and then no more', patience, async (context) => {
	const { write, product, recorded, shown } = await aPlace(context, { 'data-counts': 'on' }, false);
	await write('POST', '/v1/notices', open);
	const page = await chrome().newPage();
	await page.goto(product);
	const refused = page.waitForResponse((response) => response.url().endsWith('/v1/counts'));
	await page.locator('candor-banner').getByText('Checkout fails').first().waitFor();
	assert.equal((await refused).status(), 404);
	await write('POST', '/v1/notices/n/updates', { body: 'More.' });
	await page.locator('candor-banner').getByRole('button', { name: 'Details' }).click();
	await shows(page, 'candor-banner', 'More.');
	await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
	assert.equal(recorded.length, 1);
	await assert.rejects(shown(), TypeError);
});
