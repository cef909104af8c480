/** A reader without scripts subscribes on the status page, chooses, and leaves again. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { aBrowser } from '../../../support/page.ts';
import { anEmailStory, type EmailStory, openNotice, publicUrl } from './email-story.ts';

describe('the pages of a subscription', () => {
	const chrome = aBrowser();

	/** A page that reaches the server under its public address. */
	async function aPage(
		context: { after(act: () => unknown): void },
		{ server }: EmailStory,
		options: BrowserContextOptions,
	): Promise<Page> {
		const browser = await chrome().newContext(options);
		context.after(() => browser.close());
		await browser.route(`${publicUrl}/**`, async (route) => {
			const { pathname, search } = new URL(route.request().url());
			await route.fulfill({ response: await route.fetch({ url: server.url + pathname + search }) });
		});
		return browser.newPage();
	}

	it('work without a script, under their content security policy', async (context) => {
		const story = await anEmailStory(context);
		const { mail, linkTo, subscribers, server } = story;
		const page = await aPage(context, story, {
			javaScriptEnabled: false,
			viewport: { width: 390, height: 800 },
		});
		await page.goto(`${publicUrl}/?lang=es`);
		await page.getByLabel('Dirección de correo electrónico').fill('anna@example.com');
		await page.getByRole('button', { name: 'Suscribirse' }).click();
		await page.getByRole('heading', { name: 'Revise su correo' }).waitFor();
		await mail.until(1);
		await page.goto(publicUrl + (await linkTo('confirm', 'anna@example.com')));
		await page.getByLabel('Solo de estos servicios').check();
		await page.getByLabel('Card payments').check();
		await page.getByRole('button', { name: 'Confirmar la suscripción' }).click();
		await page.getByRole('heading', { name: 'Se ha suscrito' }).waitFor();
		const [anna] = (await server.write('GET', '/v1/subscribers')).body.subscribers;
		assert.deepEqual([anna.state, anna.language, anna.components], ['confirmed', 'es', ['cards']]);
		await openNotice(server);
		await mail.until(2);
		await page.goto(publicUrl + (await linkTo('unsubscribe', 'anna@example.com')));
		await page.getByRole('button', { name: 'Darse de baja' }).click();
		await page.getByRole('heading', { name: 'Se ha dado de baja' }).waitFor();
		assert.deepEqual(await subscribers(), []);
	});

	it('have no violation that axe finds, in both colour schemes and from right to left', async (context) => {
		const story = await anEmailStory(context);
		const { mail, request, subscribe, linkTo, server } = story;
		const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
		await subscribe('otto@example.com', { language: 'de' });
		await openNotice(server);
		await mail.until(2);
		await request('anna@example.com', { language: 'ar', components: ['search'] });
		await mail.until(3);
		for (const [path, colorScheme] of [
			['/', 'light'],
			['/?lang=ar', 'dark'],
			[await linkTo('confirm', 'anna@example.com'), 'light'],
			[await linkTo('unsubscribe', 'otto@example.com'), 'dark'],
			['/v1/subscribers/confirm', 'light'],
		] as const) {
			const page = await aPage(context, story, { colorScheme, bypassCSP: true });
			// Without the script: the elements have tests of their own.
			await page.route('**/candor.js*', (route) => route.abort());
			await page.goto(publicUrl + path);
			await page.evaluate(axe);
			const found = await page.evaluate(async () => {
				const { axe: run } = window as unknown as {
					axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
				};
				return (await run.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`);
			});
			assert.deepEqual(found, [], `${path} ${colorScheme}`);
		}
	});

	it('are read in an e-mail too: axe finds nothing in its HTML, light, dark and from right to left', async (context) => {
		const story = await anEmailStory(context);
		const { mail, subscribe, server } = story;
		const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
		for (const language of ['en', 'ar']) await subscribe(`${language}@example.com`, { language });
		const confirmation = (await mail.newest('ar@example.com')).html;
		await openNotice(server);
		await mail.until(4);
		const texts = [
			confirmation,
			(await mail.newest('en@example.com')).html,
			(await mail.newest('ar@example.com')).html,
		];
		for (const html of texts)
			for (const colorScheme of ['light', 'dark'] as const) {
				const page = await aPage(context, story, { colorScheme });
				await page.setContent(String(html));
				await page.evaluate(axe);
				const found = await page.evaluate(async () => {
					const { axe: run } = window as unknown as {
						axe: {
							run(options: object): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
						};
					};
					// An e-mail is no page: it has no landmarks.
					const rules = { region: { enabled: false }, 'landmark-one-main': { enabled: false } };
					return (await run.run({ rules })).violations.map(
						({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`,
					);
				});
				assert.deepEqual(found, [], colorScheme);
			}
	});
});
