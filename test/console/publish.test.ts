/** From the alert to the notice in the console: counted clicks and keys, a phone and a desktop. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { CandorOptions } from '../../server/index.ts';
import { aConsole } from '../support/console.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer, token } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

type Context = { after(act: () => unknown): void };

async function aServerWithComponents(context: Context, options: CandorOptions = {}) {
	const server = await aServer(context, options);
	for (const [id, name] of Object.entries({ checkout: 'Checkout', search: 'Search', api: 'Public API' }))
		await server.write('PUT', `/v1/components/${id}`, {
			name,
			description: null,
			group: null,
			position: null,
			status: null,
		});
	return server;
}

/** Counts what a person does. */
function aPerson(page: Page) {
	const counts = { clicks: 0, keys: 0 };
	return {
		counts,
		async click(name: string | RegExp, role: 'link' | 'button' = 'button') {
			counts.clicks += 1;
			await page.getByRole(role, { name }).first().click();
		},
		/** A chord counts each of its keys. */
		async press(keys: string) {
			counts.keys += keys.split('+').length;
			await page.keyboard.press(keys);
		},
		/** The typed title does not count. */
		typeTitle: (title: string) => page.keyboard.type(title),
	};
}

const titleHasFocus = (page: Page) =>
	page.waitForFunction(() => {
		let active = document.activeElement;
		while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
		return active?.id === 'title';
	});
const publishHasFocus = (page: Page) =>
	page.waitForFunction(() => {
		let active = document.activeElement;
		while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
		return active?.id === 'publish';
	});

for (const width of [390, 1280])
	describe(`at ${width} px`, () => {
		test('a major incident is published with at most four clicks', async (context) => {
			const server = await aServerWithComponents(context);
			const { page, problems } = await aConsole(chrome(), server, { width });
			const start = performance.now();
			const person = aPerson(page);
			await person.click(/^Publish/, 'link');
			await titleHasFocus(page);
			await person.typeTitle('Checkout is failing');
			await person.click('Review');
			await page
				.locator('console-preview')
				.getByRole('heading', { name: 'Checkout is failing' })
				.first()
				.waitFor();
			await person.click('Publish now');
			await page.getByText('Published: Checkout is failing').first().waitFor();
			const seconds = (performance.now() - start) / 1_000;
			const { body } = await server.request('/v1/notices');
			assert.equal(body.notices.length, 1);
			const [notice] = body.notices;
			assert.equal(notice.impact, 'major');
			assert.deepEqual(notice.affected, [{ component: 'checkout', status: 'partial-outage' }]);
			assert.ok(notice.promise, 'the server computed the next update');
			assert.ok(person.counts.clicks <= 4, `${person.counts.clicks} clicks`);
			console.warn(`${width} px: ${person.counts.clicks} clicks, ${seconds.toFixed(1)} s of 15 s`);
			assert.deepEqual(problems, []);
		});

		test('a major incident is published with at most twelve keys', async (context) => {
			const server = await aServerWithComponents(context);
			const { page, problems } = await aConsole(chrome(), server, { width });
			const person = aPerson(page);
			await page.getByRole('heading', { level: 1 }).first().waitFor();
			await person.press('p');
			await titleHasFocus(page);
			await person.typeTitle('Search is failing');
			await person.press('Control+Enter');
			await publishHasFocus(page);
			await person.press('Enter');
			await page.getByText('Published: Search is failing').first().waitFor();
			const { body } = await server.request('/v1/notices');
			assert.deepEqual(body.notices[0].affected, [{ component: 'search', status: 'partial-outage' }]);
			assert.ok(person.counts.keys <= 12, `${person.counts.keys} keys`);
			console.warn(`${width} px: ${person.counts.keys} keys`);
			assert.deepEqual(problems, []);
		});
	});

test('a template fills the form, asks for its variable, and is published in all its languages', async (context) => {
	const server = await aServerWithComponents(context);
	const { page, problems } = await aConsole(chrome(), server, { path: '/publish' });
	await page.getByText('Template and kind').click();
	await page.locator('#template').selectOption('outage');
	await page.locator('#variable-service').fill('Checkout');
	await page.getByRole('button', { name: 'Review' }).click();
	const review = page.locator('console-review');
	await review.getByText('Checkout is not working').first().waitFor();
	await review.getByLabel('Language').selectOption('ja');
	const { body: template } = await server.request('/v1/templates/outage', {
		headers: { authorization: `Bearer ${token}` },
	});
	const inJapanese = template.translations.ja.title.replace('{service}', 'Checkout');
	await review.getByText(inJapanese).first().waitFor();
	await page.getByRole('button', { name: /^Publish/ }).click();
	await page.getByText('Checkout is not working').first().waitFor();
	const { notices } = (await server.request('/v1/notices')).body;
	assert.equal(notices[0].title, 'Checkout is not working');
	assert.equal(Object.keys(notices[0].translations).length, 6);
	assert.deepEqual(problems, []);
});

test('a draft that customers’ pages raised fills the empty form, and no form with words', async (context) => {
	const server = await aServerWithComponents(context, { reports: { threshold: 2 } });
	for (let count = 0; count < 2; count++)
		await server.request('/v1/reports', {
			method: 'POST',
			headers: { 'content-type': 'text/plain;charset=UTF-8' },
			body: JSON.stringify({ counts: [{ component: 'search', requests: 4, failures: 3 }] }),
		});
	const { page, problems } = await aConsole(chrome(), server);
	await page.getByRole('link', { name: 'Write a notice' }).click();
	const title = page.getByLabel('Title');
	await page.waitForFunction(() => {
		const find = (root: ParentNode): HTMLInputElement | undefined =>
			root.querySelector<HTMLInputElement>('#title') ??
			[...root.querySelectorAll('*')].map((each) => each.shadowRoot && find(each.shadowRoot)).find(Boolean) ??
			undefined;
		return find(document)?.value === 'Problems with Search';
	});
	await title.fill('Search finds nothing');
	// Opened again, the draft does not replace what was written.
	await page.getByRole('link', { name: 'Now', exact: true }).click();
	await page.getByRole('link', { name: 'Write a notice' }).click();
	await page.getByText('You wrote this before, and it is not sent.').waitFor();
	assert.equal(await title.inputValue(), 'Search finds nothing');
	await page.getByRole('button', { name: 'Review' }).click();
	await page.getByRole('button', { name: 'Publish now' }).click();
	await page.getByText('Published: Search finds nothing').first().waitFor();
	const [notice] = (await server.request('/v1/notices')).body.notices;
	assert.equal(notice.impact, 'minor');
	assert.deepEqual(notice.affected, [{ component: 'search', status: 'degraded' }]);
	assert.deepEqual(problems, []);
});

test('a notice for some customers names a new component, and both can be corrected', async (context) => {
	const server = await aServerWithComponents(context);
	const { page, problems } = await aConsole(chrome(), server, { path: '/publish' });
	await page.locator('#title').fill('Refunds are late');
	await page.locator('#new-component').fill('refunds');
	await page.getByText(/^More answers/).click();
	await page.locator('#attributes').fill('plan');
	await page.getByRole('button', { name: 'Review' }).click();
	// Refused at its field, and nothing that was written is lost.
	await page.locator('#audience-notes').getByText('Give at least one value.').waitFor();
	await page.locator('#attributes').fill('plan=pro, business\nregion=eu');
	await page.locator('#routes').fill('/refunds');
	await page.getByRole('radio', { name: 'Signed-in visitors' }).check();
	await page.getByRole('button', { name: 'Review' }).click();
	await page.getByRole('button', { name: 'Publish now' }).click();
	await page.getByText('Published: Refunds are late').first().waitFor();
	const read = async () => (await server.request('/v1/notices')).body.notices[0];
	const notice = await read();
	assert.deepEqual(notice.affected, [{ component: 'refunds', status: 'partial-outage' }]);
	assert.deepEqual(notice.audience, {
		attributes: { plan: ['pro', 'business'], region: ['eu'] },
		routes: ['/refunds'],
		signedIn: true,
		percentage: null,
	});
	assert.equal((await server.request('/v1/components/refunds')).body.name, 'Refunds');

	await page.goto(`${server.url}/console/notices/${notice.id}`);
	await page.getByRole('button', { name: 'Edit facts' }).click();
	await page.locator('#attributes').fill('plan=pro');
	await page.getByRole('radio', { name: 'Everyone' }).check();
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByText('Changed on every page.').first().waitFor();
	const { audience } = await read();
	assert.deepEqual(audience, {
		attributes: { plan: ['pro'] },
		routes: ['/refunds'],
		signedIn: null,
		percentage: null,
	});
	// A refusal is an error of the network to the browser.
	assert.deepEqual(
		problems.filter((text) => !/ 422 /.test(text)),
		[],
	);
});
