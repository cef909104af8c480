/** Alerts: sources, rules, their test and the switch of all automation do what the server does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { checkoutRule } from '../server/connectors/alerts/story.ts';
import { aConsole } from '../support/console.ts';
import { filledServer } from '../support/filled-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const long = { timeout: 180_000 };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const said = (page: Page, text: string) => page.getByText(text).first().waitFor();
/** Requests that the server refuses on purpose are the browser's own messages. */
const unexpected = (problems: readonly string[]) => problems.filter((text) => !/ (412|422) /.test(text));
const firing = { key: 'a', status: 'firing', summary: 'Half fail', labels: { alertname: 'CheckoutErrors' } };

test(
	'a tool is connected, its secret is shown once and is valid, and it is removed',
	long,
	async (context) => {
		const { server } = await filledServer(context);
		const { page, problems } = await aConsole(chrome(), server, { path: '/alerts' });
		await said(page, 'No tool is connected.');
		await button(page, 'Connect a tool').click();
		await page.locator('#source-kind').selectOption('json');
		await said(page, 'It sends the secret as a bearer token, or as the password of basic authentication.');
		await page.locator('#source-id').fill('tool');
		await page.locator('#source-mapping').fill('{"key":');
		await button(page, 'Connect').click();
		await said(page, 'This is not JSON');
		// What was typed survives a reload.
		await page.reload();
		assert.equal(await page.locator('#source-id').inputValue(), 'tool');
		await page.locator('#source-mapping').fill('');
		await button(page, 'Connect').click();
		await said(page, 'The secret of “tool” is shown only once.');
		const secret = (await page.locator('#secret code').textContent()) ?? '';
		await said(page, `${server.url}/v1/alerts/tool`);
		const sent = await server.request('/v1/alerts/tool', {
			method: 'POST',
			headers: { authorization: `Bearer ${secret}` },
			body: JSON.stringify(firing),
		});
		assert.equal(sent.status, 202, sent.text);
		await page.reload();
		await said(page, 'last message');
		assert.equal(await page.getByText(secret).count(), 0);
		await button(page, 'Details of tool').click();
		await button(page, 'Remove tool').click();
		await button(page, 'Remove “tool” and forget its alerts').click();
		await said(page, 'No tool is connected.');
		assert.deepEqual(unexpected(problems), []);
	},
);

test('a rule is written by keyboard, tested with a message, changed and removed', long, async (context) => {
	const { server } = await filledServer(context);
	const { page, problems } = await aConsole(chrome(), server, { path: '/alerts' });
	const read = async () => (await server.write('GET', '/v1/alert-rules/checkout')).body;
	await button(page, 'New rule').focus();
	await page.keyboard.press('Enter');
	await page.locator('#rule-name').waitFor();
	await page.keyboard.type('Errors of the checkout');
	await page.keyboard.press('Tab');
	await page.keyboard.type('checkout');
	await page.locator('#rule-match').focus();
	await page.keyboard.type('alertname CheckoutErrors');
	await page.getByRole('checkbox', { name: 'Checkout', exact: true }).focus();
	await page.keyboard.press('Space');
	await page.locator('#rule-impact').selectOption('major');
	await page.locator('#rule-title').focus();
	await page.keyboard.type('Some payments fail');
	await page.keyboard.press('Enter');
	await said(page, 'is no condition. Write it like severity =~ page|critical.');
	await page.reload();
	assert.equal(await page.locator('#rule-title').inputValue(), 'Some payments fail');
	await page.locator('#rule-match').fill('alertname = CheckoutErrors');
	await button(page, 'Save').click();
	await said(page, 'Saved: Errors of the checkout');
	assert.deepEqual((await read()).match, checkoutRule.match);
	assert.deepEqual([(await read()).components, (await read()).publish], [['checkout'], false]);
	// The test of the rules.
	await page.locator('#test-from').selectOption('kind json');
	await page.locator('#test-document').fill(JSON.stringify(firing));
	await button(page, 'Test').click();
	await said(page, 'It writes a draft: Some payments fail');
	await page.locator('#test-document').fill(JSON.stringify({ ...firing, labels: {} }));
	await button(page, 'Test').click();
	await said(page, 'No rule matches.');
	// Another operator was faster.
	await button(page, 'Edit Errors of the checkout').click();
	await page.locator('#rule-title').fill('Mine');
	await server.write('PUT', '/v1/alert-rules/checkout', { ...checkoutRule, title: 'Theirs' });
	await button(page, 'Save').click();
	await page.getByRole('row', { name: 'Title Theirs Mine' }).waitFor();
	assert.equal((await read()).title, 'Theirs');
	await button(page, 'Save mine all the same').click();
	await said(page, 'Saved: Errors of the checkout');
	assert.equal((await read()).title, 'Mine');
	await button(page, 'Remove Errors of the checkout').click();
	await said(page, 'There are none yet, so alerts change nothing.');
	await page.getByRole('button', { name: /^Undo / }).click();
	await said(page, 'It is back: Errors of the checkout');
	assert.equal((await read()).title, 'Mine');
	assert.deepEqual(unexpected(problems), []);
});

test('all automation is switched off, which every screen says until it is on', long, async (context) => {
	const { server } = await filledServer(context);
	const { page, problems } = await aConsole(chrome(), server, { path: '/alerts' });
	const isOn = async () => (await server.write('GET', '/v1/alerts')).body.automation;
	await button(page, 'Switch all automation off').click();
	await said(page, 'All automation is off.');
	assert.equal(await isOn(), false);
	for (const path of ['', '/publish', '/templates']) {
		await page.goto(`${server.url}/console${path}`);
		await said(page, 'All automation is off.');
	}
	await button(page, 'Switch it on').click();
	await page.getByText('All automation is off.').waitFor({ state: 'detached' });
	assert.equal(await isOn(), true);
	assert.deepEqual(problems, []);
});

test('a responder may switch automation off, and is offered no other change', long, async (context) => {
	const { server } = await filledServer(context);
	await server.write('POST', '/v1/alert-sources', { id: 'tool', kind: 'json' });
	await server.write('PUT', '/v1/alert-rules/checkout', checkoutRule);
	const { body } = await server.write('POST', '/v1/tokens', { name: 'On call', role: 'responder' });
	const { page, problems } = await aConsole(chrome(), server, { path: '/alerts', token: body.token });
	await said(page, 'Errors of the checkout');
	const names = await page.locator('main').getByRole('button').allTextContents();
	assert.deepEqual(names, ['Switch all automation off', 'Details', 'Test']);
	await button(page, 'Switch all automation off').click();
	await said(page, 'All automation is off.');
	assert.equal(await button(page, 'Switch it on').count(), 0);
	assert.deepEqual(problems, []);
});
