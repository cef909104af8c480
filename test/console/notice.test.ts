/** Everything that an operator does about a notice, in the console and by the keyboard. */
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
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const said = (page: Page, text: string) => page.getByText(text).first().waitFor();

test(
	'an update, its correction, the end, the reopening, the removal and the restoration',
	long,
	async (context) => {
		const { server, notice } = await filledServer(context);
		const { page, problems } = await aConsole(chrome(), server, { path: `/notices/${notice}` });
		const read = async () => (await server.request(`/v1/notices/${notice}`)).body;

		await button(page, 'Post update').click();
		await page.getByRole('radio', { name: 'Fix in place' }).check();
		await page.getByRole('radio', { name: 'In 30 min' }).check();
		await page.locator('#body').fill('A **new** certificate is in place.');
		await page.keyboard.press('Control+Enter');
		await said(page, 'Update posted');
		assert.equal((await read()).phase, 'monitoring');

		await page
			.getByRole('button', { name: /^Edit the update/ })
			.first()
			.click();
		assert.equal(await page.locator('#words').inputValue(), 'A **new** certificate is in place.');
		await page.locator('#words').fill('The **second** certificate is in place.');
		await button(page, 'Save').click();
		await said(page, 'Edited.');
		assert.match(JSON.stringify((await read()).updates[0].body), /second/);

		await page
			.getByRole('button', { name: /^Withdraw the update/ })
			.first()
			.click();
		await button(page, 'Withdraw').last().click();
		await said(page, 'Withdrawn.');
		assert.ok((await read()).updates[0].withdrawnAt);

		await page
			.getByRole('button', { name: /^Redact the update/ })
			.last()
			.click();
		await page.locator('#words').fill('It named a customer.');
		await button(page, 'Redact for good').click();
		await said(page, 'Redacted');
		assert.deepEqual((await read()).updates.at(-1).body, []);

		await button(page, 'Edit facts').click();
		await page.locator('#title').fill('Payments by card are failing');
		await page.locator('#workaround').fill('Pay by invoice.');
		await button(page, 'Save').click();
		await said(page, 'Changed on every page.');
		const changed = await read();
		assert.equal(changed.title, 'Payments by card are failing');
		assert.match(JSON.stringify(changed.workaround), /invoice/);
		assert.deepEqual(changed.unaffected, ['login'], 'what was not changed stays');

		await button(page, 'Resolve').first().click();
		await page.locator('#body').fill('All payments work again since 12:00 UTC.');
		await page.keyboard.press('Control+Enter');
		await said(page, 'Resolved: ');
		assert.equal((await read()).phase, 'resolved');

		await button(page, 'Reopen').first().click();
		await page.locator('#body').fill('Some payments fail again.');
		await page.keyboard.press('Control+Enter');
		await said(page, 'Reopened: ');
		assert.equal((await read()).phase, 'investigating');

		await button(page, 'Retract').first().click();
		await page.locator('#body').fill('It was about another product.');
		await page.keyboard.press('Control+Enter');
		await said(page, 'Customers no longer see this notice.');
		assert.equal((await server.request(`/v1/notices/${notice}`)).status, 410);
		await button(page, 'Restore exactly as it was').click();
		await said(page, 'Restored: ');
		assert.equal((await read()).title, 'Payments by card are failing');
		assert.deepEqual(
			problems.filter((text) => !/ 410 /.test(text)),
			[],
		);
	},
);

test(
	'facts that another operator changed meanwhile are kept, and one’s own are saved on top',
	long,
	async (context) => {
		const { server, notice } = await filledServer(context);
		const { page } = await aConsole(chrome(), server, { path: `/notices/${notice}` });
		await button(page, 'Edit facts').click();
		await page.locator('#workaround').fill('Pay by invoice.');
		await server.write('PATCH', `/v1/notices/${notice}`, { title: 'Changed by another' });
		await button(page, 'Save').click();
		const conflict = page.getByRole('alert').filter({ hasText: 'has changed since you began' });
		await conflict.getByText('Changed by another').waitFor();
		await conflict.getByText('Pay by invoice.').waitFor();
		await button(page, 'Save my changes on top').click();
		await said(page, 'Changed on every page.');
		const { body } = await server.request(`/v1/notices/${notice}`);
		assert.equal(body.title, 'Changed by another');
		assert.match(JSON.stringify(body.workaround), /invoice/);
	},
);

test('a role is offered only what it may do', long, async (context) => {
	const { server, notice } = await filledServer(context);
	const tokenFor = async (role: string): Promise<string> =>
		(await server.write('POST', '/v1/tokens', { name: `A ${role}`, role, owner: role })).body.token;
	const offered = async (role: string) => {
		const { page, problems } = await aConsole(chrome(), server, {
			path: `/notices/${notice}`,
			token: await tokenFor(role),
		});
		await page.locator('console-timeline').waitFor();
		const names = await page.locator('main').getByRole('button').allTextContents();
		const links = await page.getByRole('navigation', { name: 'Screens' }).getByRole('link').allTextContents();
		assert.deepEqual(problems, [], role);
		await page.context().close();
		return { names: [...new Set(names.map((name) => name.trim()))], links };
	};
	const viewer = await offered('viewer');
	assert.deepEqual(viewer.names, []);
	assert.ok(!viewer.links.includes('Publish'));
	assert.deepEqual((await offered('responder')).names, ['Post update', 'Post-mortem', 'Edit', 'Withdraw']);
	assert.deepEqual((await offered('publisher')).names, [
		'Post update',
		'Resolve',
		'Edit facts',
		'Post-mortem',
		'Retract',
		'Edit',
		'Withdraw',
	]);
	assert.ok((await offered('admin')).names.includes('Redact'));
});

test('what needs a second person waits, is looked at and approved by another one', long, async (context) => {
	const server = await aServer(context, { secondPersonFor: ['no-component'] });
	const tokenOf = async (owner: string): Promise<string> =>
		(await server.write('POST', '/v1/tokens', { name: owner, role: 'publisher', owner })).body.token;
	const author = await aConsole(chrome(), server, { path: '/publish', token: await tokenOf('Operator A') });
	await author.page.locator('#title').fill('Everything is slow');
	await author.page.keyboard.press('Control+Enter');
	await author.page.getByText('Another person must approve it.').waitFor();
	await author.page.locator('console-preview').getByText('Everything is slow').first().waitFor();
	await button(author.page, 'Ask for approval').click();
	await said(author.page, 'Waiting for approval');
	await button(author.page, /^Approve: /).click();
	await said(author.page, 'another person must approve it');
	assert.equal((await server.request('/v1/notices')).body.notices.length, 0);

	const other = await aConsole(chrome(), server, { token: await tokenOf('Operator B') });
	await button(other.page, /^Look at it: /).click();
	await other.page.getByRole('dialog').getByText('Everything is slow').first().waitFor();
	await button(other.page, 'Close').click();
	await button(other.page, /^Approve: /).click();
	await said(other.page, 'Published: Everything is slow');
	assert.equal((await server.request('/v1/notices')).body.notices.length, 1);
	assert.deepEqual(other.problems, []);
	assert.ok(token);
});
