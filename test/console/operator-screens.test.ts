/** Templates, Drills and Settings: what they show and change is what the server has. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { aConsole } from '../support/console.ts';
import { filledServer } from '../support/filled-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer, token } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const long = { timeout: 120_000 };
const asOperator = { headers: { authorization: `Bearer ${token}` } };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const said = (page: Page, text: string) => page.getByText(text).first().waitFor();

test(
	'a template is written by keyboard alone, previewed in another language, and survives a reload',
	long,
	async (context) => {
		const server = await aServer(context);
		const { page, problems } = await aConsole(chrome(), server, { path: '/templates' });
		await button(page, 'New template').focus();
		await page.keyboard.press('Enter');
		await page.locator('#name').waitFor();
		await page.keyboard.type('Our outage');
		await page.keyboard.press('Tab');
		await page.keyboard.type('our-outage');
		await page.locator('#title').focus();
		await page.keyboard.type('{service} is down');
		await page.keyboard.press('Tab');
		await page.keyboard.type('We look at {service}.');
		// The texts name the variable, so it is there.
		await page.locator('#label-service').focus();
		await page.keyboard.type('The service');
		const preview = page.getByRole('region', { name: 'What customers read' });
		await preview.getByText('The service is down').waitFor();
		await page.locator('#language').selectOption('ar');
		await preview.getByText('No words in this language yet.').waitFor();
		await page.locator('#title').fill('{service} معطل');
		await preview.getByText('The service معطل').waitFor();
		assert.equal(await preview.locator('article').getAttribute('dir'), 'rtl');
		await page.reload();
		await page.locator('#name').waitFor();
		assert.equal(await page.locator('#name').inputValue(), 'Our outage');
		await button(page, 'Save').click();
		// The translation lacks the update, which the server says at the field.
		await page.locator('#language').selectOption('ar');
		await said(page, 'This text is missing. Translate it too.');
		await page.locator('#bodies-investigating').fill('نحن نتحقق من {service}.');
		await button(page, 'Save').click();
		await said(page, 'Saved: Our outage');
		const { body } = await server.request('/v1/templates/our-outage', asOperator);
		assert.deepEqual(body.variables, { service: { label: 'The service', default: null } });
		assert.equal(body.translations.ar.bodies.investigating, 'نحن نتحقق من {service}.');
		assert.deepEqual(
			problems.filter((text) => !/ 422 /.test(text)),
			[],
		);
	},
);

test(
	'a removed template comes back, and a change of another operator loses no word',
	long,
	async (context) => {
		const server = await aServer(context);
		const own = { name: 'Ours', kind: 'incident', title: 'T', bodies: { investigating: 'We look.' } };
		await server.write('PUT', '/v1/templates/ours', own);
		const { page, problems } = await aConsole(chrome(), server, { path: '/templates' });
		await button(page, 'Remove Ours').click();
		await said(page, 'Removed: Ours');
		assert.equal((await server.request('/v1/templates/ours', asOperator)).status, 404);
		await page.getByRole('button', { name: /^Undo / }).click();
		await said(page, 'It is back: Ours');
		assert.equal((await server.request('/v1/templates/ours', asOperator)).body.title, 'T');
		await button(page, 'Edit Ours').click();
		await page.locator('#title').fill('My words');
		await server.write('PUT', '/v1/templates/ours', { ...own, title: 'Theirs' });
		await button(page, 'Save').click();
		await said(page, 'Another operator has changed this template since you opened it.');
		assert.equal(await page.locator('#title').inputValue(), 'My words');
		assert.equal((await server.request('/v1/templates/ours', asOperator)).body.title, 'Theirs');
		await button(page, 'Cancel').click();
		// One of the policy pack is copied under an id of its own.
		await page
			.getByRole('button', { name: /^Copy / })
			.first()
			.click();
		await button(page, 'Save').click();
		await said(page, 'Use lower-case letters, digits and hyphens');
		await page.locator('#id').fill('ours');
		await button(page, 'Save').click();
		await said(page, 'A template has this id already.');
		await page.locator('#id').fill('copied');
		await button(page, 'Save').click();
		await button(page, 'New template').waitFor();
		const copied = (await server.request('/v1/templates/copied', asOperator)).body;
		assert.equal(Object.keys(copied.translations).length, 6);
		assert.deepEqual(
			problems.filter((text) => !/ 412 /.test(text)),
			[],
		);
	},
);

test(
	'the page is changed, a refusal is at its field, and the policy pack is explained',
	long,
	async (context) => {
		const { server } = await filledServer(context, { pack: 'healthcare' });
		const { page, problems } = await aConsole(chrome(), server, { path: '/settings' });
		await said(page, 'Policy pack: Healthcare');
		await said(page, 'Each open incident has a time for its next update.');
		await page.locator('#supportUrl').fill('help');
		await button(page, 'Save').click();
		await said(page, 'Use an absolute https: or mailto: address.');
		assert.equal(await page.locator('#supportUrl').getAttribute('aria-invalid'), 'true');
		await page.locator('#supportUrl').fill('https://example.com/help');
		await page.getByText('Where customers subscribe to updates').click();
		await page.locator('#email').fill('https://example.com/subscribe');
		await button(page, 'Save').click();
		await said(page, 'Saved. Every open page shows it now.');
		const { body } = await server.request('/v1/page');
		assert.deepEqual(body.subscribe, [{ by: 'email', href: 'https://example.com/subscribe' }]);
		await server.write('PATCH', '/v1/page', { name: 'Other' });
		await page.locator('#name').fill('Mine');
		await button(page, 'Save').click();
		await said(page, 'Another operator has changed the page');
		assert.deepEqual(
			problems.filter((text) => !/ (412|422) /.test(text)),
			[],
		);
	},
);

test('a viewer reads them and changes nothing', long, async (context) => {
	const server = await aServer(context);
	const { body } = await server.write('POST', '/v1/tokens', { name: 'Wall', role: 'viewer' });
	const { page, problems } = await aConsole(chrome(), server, { path: '/templates', token: body.token });
	await page
		.getByRole('heading', { name: /policy pack/ })
		.first()
		.waitFor();
	assert.equal(await page.getByRole('button', { name: /New template|Copy/ }).count(), 0);
	await page.goto(`${server.url}/console/drills`);
	await said(page, 'No drill has ended yet.');
	assert.equal(await button(page, 'Start').count(), 0);
	await page.goto(`${server.url}/console/settings`);
	await said(page, 'Policy pack:');
	assert.equal(await button(page, 'Save').count(), 0);
	assert.deepEqual(
		problems.filter((text) => !/ 404 /.test(text)),
		[],
	);
});
