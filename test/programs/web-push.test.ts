/**
 * Notifications from a press on the status page to what the browser shows. It needs an installed
 * browser: the one of the npm package refuses notifications. Chromium cannot reach the
 * push service of its vendor here: the page gets a subscription at one on this machine, and what
 * arrived there, decrypted, is handed to the real service worker.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { aBrowser } from '../support/page.ts';
import { aPushService, type PushBrowser } from '../support/push-service.ts';
import { aServer } from '../support/server.ts';

const chrome = aBrowser();
const long = { timeout: 180_000 };
const publicUrl = 'https://status.larkfield.example';

type Context = Parameters<typeof aServer>[0];

async function aSetup(context: Context, permissions: readonly string[], locale = 'en') {
	const service = await aPushService(context);
	const server = await aServer(context, {
		...{ publicUrl, push: { services: ['127.0.0.1'] } },
		channels: { allowed: ['127.0.0.1'], limits: { minMs: 5, firstMs: 10, maxMs: 40 } },
	});
	await server.write('PATCH', '/v1/page', { name: 'Larkfield' });
	const browser = await chrome().newContext({ locale });
	context.after(() => browser.close());
	await browser.grantPermissions([...permissions], { origin: server.url });
	const page = await browser.newPage();
	await standIn(page, service.browser('anna'));
	const problems: string[] = [];
	page.on('pageerror', (error) => problems.push(String(error)));
	page.on('console', (message) => {
		if (message.type() === 'error') problems.push(message.text());
	});
	await page.goto(`${server.url}/?lang=${locale}`);
	const subscribers = async () =>
		(await server.write('GET', '/v1/push/subscribers')).body.subscribers as { language: string }[];
	return { service, server, browser, page, problems, subscribers };
}

/** Subscribes at the push service of the test in place of the vendor's. */
async function standIn(page: Page, { subscription }: PushBrowser): Promise<void> {
	const content = `{
		const given = ${JSON.stringify(subscription)};
		let current = null;
		const made = {
			endpoint: given.endpoint,
			toJSON: () => given,
			unsubscribe: async () => {
				current = null;
				return true;
			},
		};
		PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => {
			if (!/^[\\w-]{87}$/.test(applicationServerKey) || !userVisibleOnly) throw new TypeError();
			current = made;
			return made;
		};
		PushManager.prototype.getSubscription = async () => current;
	}`;
	await page.addInitScript({ content });
}

/** Hands a message to the service worker of the page, as the browser does. */
async function deliver(browser: BrowserContext, page: Page, data: string): Promise<void> {
	const session = await browser.newCDPSession(page);
	const registered = new Promise<string>((resolve) => {
		session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const [found] = registrations;
			if (found) resolve(found.registrationId);
		});
	});
	await session.send('ServiceWorker.enable');
	const registrationId = await registered;
	const origin = new URL(page.url()).origin;
	await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
}

const shown = (page: Page) =>
	page.evaluate(async () => {
		const registration = await navigator.serviceWorker.ready;
		const all = await registration.getNotifications();
		return all.map(({ title, body, tag, lang, dir, data }) => ({ title, body, tag, lang, dir, data }));
	});

async function untilShown(page: Page, count: number) {
	for (;;) {
		const all = await shown(page);
		if (all.length >= count) return all;
		await page.waitForTimeout(50);
	}
}

test(
	'a press subscribes, a notice is shown, a press on it opens its page, another press ends it',
	long,
	async (context) => {
		const { service, server, browser, page, problems, subscribers } = await aSetup(context, [
			'notifications',
		]);
		const control = page.locator('[data-candor-push]');
		const button = control.getByRole('button');
		await control.getByText('also when this page is closed').waitFor();
		assert.equal((await subscribers()).length, 0, 'nothing happens before a press');
		assert.equal(
			await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
			0,
		);
		await button.click();
		await control.getByText('This browser shows what happens.').waitFor();
		assert.deepEqual(
			(await subscribers()).map(({ language }) => language),
			['en'],
		);
		const { body: notice } = await server.write('POST', '/v1/notices', {
			...{ title: 'Card payments are failing', impact: 'major', anyway: true },
			body: 'Some cards are declined. We are looking for the cause.',
		});
		await service.until(1);
		await deliver(browser, page, JSON.stringify(service.received[0]?.document));
		const url = `${publicUrl}/notices/${notice.id}`;
		assert.deepEqual(await untilShown(page, 1), [
			{
				...{ title: 'Investigating: Card payments are failing', body: 'Some cards are declined.' },
				...{ tag: `candor-${notice.id}`, lang: 'en', dir: 'ltr', data: { candor: url } },
			},
		]);
		await deliver(browser, page, '{"candor":2,"title":"of the host"}');
		await deliver(browser, page, 'no JSON');
		assert.equal((await shown(page)).length, 1);
		const [worker] = browser.serviceWorkers();
		// A browser opens a page only after a real press on the notification.
		const opened = await worker?.evaluate(`(async () => {
		const opens = [];
		Object.defineProperty(clients, 'openWindow', { value: async (address) => void opens.push(address) });
		const [notification] = await registration.getNotifications();
		dispatchEvent(new NotificationEvent('notificationclick', { notification }));
		return opens;
	})()`);
		assert.deepEqual(opened, [url]);
		while ((await shown(page)).length > 0) await page.waitForTimeout(50);
		await button.click();
		await control.getByText('also when this page is closed').waitFor();
		assert.equal((await subscribers()).length, 0);
		assert.deepEqual(problems, []);
	},
);

test(
	'a person who has refused reads how to allow it, and a failing server subscribes no browser',
	long,
	async (context) => {
		const refused = await aSetup(context, []);
		const control = refused.page.locator('[data-candor-push]');
		// Without a grant, headless Chromium refuses.
		await control.getByText('Notifications are blocked for this site.').waitFor();
		assert.equal(await control.getByRole('button').count(), 0);

		const { page, server, subscribers } = await aSetup(context, ['notifications'], 'de');
		const own = page.locator('[data-candor-push]');
		await page.route('**/v1/push', (route) => route.fulfill({ status: 503 }));
		await own.getByRole('button', { name: 'Diesen Browser benachrichtigen' }).click();
		await own.getByText('Das hat nicht geklappt.').waitFor();
		assert.equal((await subscribers()).length, 0);
		await page.unroute('**/v1/push');
		await own.getByRole('button').click();
		await own.getByText('Dieser Browser zeigt, was geschieht.').waitFor();
		assert.deepEqual(
			(await subscribers()).map(({ language }) => language),
			['de'],
		);
		assert.equal((await server.write('GET', '/v1/subscribers/counts')).body.channels[1].confirmed, 1);
	},
);

test(
	'each language says each state, and a page without notifications has no control',
	long,
	async (context) => {
		const { server, page } = await aSetup(context, ['notifications']);
		for (const language of ['en', 'de', 'fr', 'es', 'pt', 'ja', 'ar']) {
			await page.goto(`${server.url}/?lang=${language}`);
			const control = page.locator('[data-candor-push]');
			await control.getByRole('button').waitFor();
			const texts = await control.evaluate((element) => ({ ...(element as HTMLElement).dataset }));
			for (const name of ['on', 'off', 'denied', 'busy', 'failed', 'onAction', 'offAction'])
				assert.ok(texts[name], `${language} ${name}`);
		}
		const off = await aServer(context, { publicUrl });
		await page.goto(off.url);
		assert.equal(await page.locator('[data-candor-push]').count(), 0);
		assert.ok(!(await page.content()).includes('push.js'));
	},
);
