/** Channels: what the screen shows and changes is what the server has, with real receivers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { fast } from '../server/connectors/channels/core-story.ts';
import { aReceiver } from '../server/connectors/channels/receiver.ts';
import { aConsole } from '../support/console.ts';
import { filledServer } from '../support/filled-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

type Context = { after(act: () => unknown): void };

const long = { timeout: 120_000 };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const said = (page: Page, text: string) => page.getByText(text).first().waitFor();
/** A request that the server refuses on purpose is one of the browser's own messages. */
const unexpected = (problems: readonly string[]) => problems.filter((text) => !/ 422 /.test(text));

async function aStory(context: Context) {
	const receiver = await aReceiver(context);
	const { server, notice } = await filledServer(context, {
		channels: { allowed: ['127.0.0.1'], limits: fast },
	});
	const create = (id: string, name: string) =>
		server.write('POST', '/v1/channels', { id, kind: 'webhook', name, settings: { url: receiver.url } });
	const update = (body: string) => server.write('POST', `/v1/notices/${notice}/updates`, { body });
	return { receiver, server, create, update };
}

test(
	'a channel is added by keyboard alone, its secret is shown once, and it delivers a test',
	long,
	async (context) => {
		const { receiver, server } = await aStory(context);
		const { page, problems } = await aConsole(chrome(), server, { path: '/channels' });
		await said(page, 'There are none yet.');
		await button(page, 'New channel').focus();
		await page.keyboard.press('Enter');
		await page.locator('#kind').waitFor();
		await page.keyboard.press('Tab');
		await page.keyboard.type('Our partners');
		await page.keyboard.press('Tab');
		await page.keyboard.type('ftp://partner.example.com');
		// What was typed survives, but for the address: it may hold a secret.
		await page.reload();
		await page.locator('#name').waitFor();
		assert.equal(await page.locator('#name').inputValue(), 'Our partners');
		assert.equal(await page.locator('#setting-url').inputValue(), '');
		assert.ok(!(await page.evaluate(() => JSON.stringify({ ...localStorage }))).includes('partner.example'));
		await page.locator('#setting-url').focus();
		await page.keyboard.type('ftp://partner.example.com');
		await page.keyboard.press('Enter');
		await said(page, 'Use an https: address.');
		assert.equal(await page.locator('#setting-url').getAttribute('aria-invalid'), 'true');
		await page.locator('#setting-url').fill(receiver.url);
		await page.keyboard.press('Enter');
		await said(page, 'The secret of “Our partners” is shown only once.');
		const secret = (await page.locator('#secret code').textContent()) ?? '';
		assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
		await button(page, 'Send a test message to Our partners').focus();
		await page.keyboard.press('Enter');
		await said(page, 'The test message was delivered.');
		assert.equal(receiver.accepted[0]?.document.type, 'test');
		await page.reload();
		await button(page, 'Edit Our partners').waitFor();
		assert.equal(await page.getByText(secret).count(), 0);
		assert.equal(await page.getByText('a-secret-of-the-path').count(), 0);
		assert.deepEqual(unexpected(problems), []);
	},
);

test('a channel is changed, shows what another operator changed, and is removed', long, async (context) => {
	const { server, create } = await aStory(context);
	await create('partners', 'Our partners');
	const { page, problems } = await aConsole(chrome(), server, { path: '/channels' });
	await button(page, 'Edit Our partners').click();
	await page.getByText('What it sends').click();
	await page.getByRole('checkbox', { name: 'Incident' }).check();
	await page.getByRole('checkbox', { name: 'Card payments' }).check();
	await page.locator('#impact').selectOption('major');
	await page.locator('#language').selectOption('de');
	await button(page, 'Save').click();
	await said(page, 'incident, major impact or more, one component, in German');
	const read = async () => (await server.write('GET', '/v1/channels/partners')).body;
	assert.deepEqual((await read()).filter, { components: ['cards'], kinds: ['incident'], minImpact: 'major' });
	// Another operator changes another field: both changes stay.
	await button(page, 'Edit Our partners').click();
	await page.locator('#name').fill('Partners');
	await server.write('PATCH', '/v1/channels/partners', { language: null });
	await button(page, 'Save').click();
	await said(page, 'Saved: Partners');
	assert.deepEqual([(await read()).name, (await read()).language], ['Partners', null]);
	// The same field: both versions are shown, and nothing is saved.
	await button(page, 'Edit Partners').click();
	await page.locator('#name').fill('Mine');
	await server.write('PATCH', '/v1/channels/partners', { name: 'Theirs' });
	await button(page, 'Save').click();
	await page.getByRole('row', { name: 'Name Theirs Mine' }).waitFor();
	assert.equal((await read()).name, 'Theirs');
	await button(page, 'Save mine all the same').click();
	await said(page, 'Saved: Mine');
	assert.equal((await read()).name, 'Mine');
	await button(page, 'Edit Mine').click();
	await button(page, 'Remove').click();
	assert.equal((await server.write('GET', '/v1/channels/partners')).status, 200);
	await button(page, 'Remove “Mine” and what it has not sent').click();
	await said(page, 'There are none yet.');
	assert.equal((await server.write('GET', '/v1/channels/partners')).status, 404);
	assert.deepEqual(problems, []);
});

test('a dead letter is seen on Now, and is sent again', long, async (context) => {
	const { receiver, server, create, update } = await aStory(context);
	await create('partners', 'Our partners');
	const { page, problems } = await aConsole(chrome(), server);
	await said(page, 'All channels are up to date.');
	receiver.reply = () => ({ status: 422 });
	await update('We have a fix.');
	await said(page, 'Our partners has 1 dead letter.');
	await page.locator('main').getByRole('link', { name: 'Channels' }).click();
	await said(page, '1 dead letter');
	await button(page, 'Deliveries of Our partners').click();
	await said(page, 'The receiver answered 422.');
	const again = page.getByRole('button', { name: /^Send commit \d+ again$/ });
	const seq = /\d+/.exec((await again.getAttribute('aria-label')) ?? '')?.[0] ?? '';
	await again.click();
	await said(page, 'Not delivered: The receiver answered 422.');
	receiver.reply = () => ({ status: 204 });
	await again.click();
	await said(page, 'There is no dead letter.');
	assert.equal(receiver.accepted.at(-1)?.document.type, 'notice.updated');
	// From a commit on, everything is sent again.
	await page.getByText('Go back, or skip what waits').click();
	await page.locator('#seq').fill(seq);
	await button(page, 'Continue from there').click();
	const count = receiver.accepted.length;
	await button(page, `Send everything from commit ${seq} on again now`).click();
	await receiver.until(count + 1);
	assert.equal(receiver.accepted.at(-1)?.headers['webhook-id'], receiver.accepted[0]?.headers['webhook-id']);
	assert.deepEqual(problems, []);
});

test('a channel whose receiver is gone says why, and continues once it is enabled', long, async (context) => {
	const { receiver, server, create, update } = await aStory(context);
	await create('partners', 'Our partners');
	receiver.reply = () => ({ status: 410 });
	await update('We have a fix.');
	const { page, problems } = await aConsole(chrome(), server, { path: '/channels' });
	await said(page, 'Disabled');
	await said(page, 'The receiver answered 410. It accepts no messages any more.');
	receiver.reply = () => ({ status: 204 });
	await button(page, 'Enable Our partners again').click();
	await receiver.until(1);
	await said(page, 'Up to date');
	assert.deepEqual(problems, []);
});

test('a viewer sees the channels and is offered no change', long, async (context) => {
	const { server, create } = await aStory(context);
	await create('partners', 'Our partners');
	const { body } = await server.write('POST', '/v1/tokens', { name: 'Wall', role: 'viewer' });
	const { page, problems } = await aConsole(chrome(), server, { path: '/channels', token: body.token });
	await button(page, 'Deliveries of Our partners').click();
	await said(page, 'There is no dead letter.');
	const names = await page.locator('main').getByRole('button').allTextContents();
	assert.deepEqual(names, ['Deliveries']);
	assert.deepEqual(problems, []);
});
