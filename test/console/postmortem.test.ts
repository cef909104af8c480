/** A post-mortem in the console: begun, written, reviewed by another person, published. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { plainText } from '../../src/model/rich-text.ts';
import { aConsole } from '../support/console.ts';
import { filledServer } from '../support/filled-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import type { TestServer } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const long = { timeout: 120_000 };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const said = (page: Page, text: string) => page.getByText(text).first().waitFor();

async function tokenFor({ write }: TestServer, name: string): Promise<string> {
	const { body } = await write('POST', '/v1/tokens', { name, role: 'publisher', owner: name });
	return body.token;
}

test(
	'one operator writes it, another reviews and publishes it, and owners stay inside',
	long,
	async (context) => {
		const { server, notice } = await filledServer(context);
		const path = `/notices/${notice}`;
		const author = await aConsole(chrome(), server, { path, token: await tokenFor(server, 'Operator A') });
		await button(author.page, 'Post-mortem').click();
		await author.page.getByText('It can be published after the end of the notice.').waitFor();
		assert.match(
			await author.page.locator('#timeline').inputValue(),
			/^All times are in UTC\.\n\n- \d\d:\d\d /,
		);
		await author.page.locator('#causes').fill('It was human error.');
		await said(author.page, '“human error” blames.');
		await author.page.locator('#causes').fill('A certificate expired.');
		await author.page.getByText('“human error” blames.').waitFor({ state: 'detached' });
		await author.page.locator('#wentWell').fill('Support had an answer after four minutes.');
		await button(author.page, 'Add an action').click();
		await author.page.getByLabel('Action 1', { exact: true }).fill('A warning a month before');
		await author.page.getByLabel(/^Owner/).fill('Payments team');
		await author.page.getByLabel('Due', { exact: true }).fill('2031-01-31');
		await author.page.locator('#internal').fill('The dashboard was red.');
		await author.page.keyboard.press('Tab');
		await button(author.page, 'Store the draft').click();
		await said(author.page, 'The draft is stored. Customers see nothing of it.');
		assert.equal(await button(author.page, 'I have reviewed it').count(), 0);

		assert.equal(
			(await server.write('POST', `/v1/notices/${notice}/resolve`, { body: 'It works.' })).status,
			200,
		);
		const other = await aConsole(chrome(), server, { path, token: await tokenFor(server, 'Operator B') });
		await button(other.page, 'Post-mortem').click();
		await button(other.page, 'I have reviewed it').click();
		await said(other.page, 'reviewed by Operator B');
		await button(other.page, 'Publish').click();
		await said(other.page, 'Published. Customers read it in the timeline of the notice.');
		const { body, text } = await server.request(`/v1/notices/${notice}/postmortem`);
		assert.match(plainText(body.body), /\nCauses\nA certificate expired\.\nWhat went well\n/);
		assert.equal(body.actions[0].dueBy, '2031-01-31T12:00:00.000Z');
		for (const inner of ['Payments team', 'dashboard']) assert.ok(!text.includes(inner), inner);
		assert.deepEqual([...author.problems, ...other.problems], []);
	},
);

test(
	'two operators at once: both versions are shown, and no word is lost, also after a reload',
	long,
	async (context) => {
		const { server, notice } = await filledServer(context);
		const { page, problems } = await aConsole(chrome(), server, { path: `/notices/${notice}` });
		await button(page, 'Post-mortem').click();
		await page.locator('#causes').fill('My words about the cause.');
		const theirs = { title: 'Their title', causes: 'Their words.' };
		assert.equal((await server.write('PUT', `/v1/notices/${notice}/postmortem/draft`, theirs)).status, 200);
		await page.reload();
		await button(page, 'Post-mortem').click();
		await said(page, 'You have changes that are not stored.');
		assert.equal(await page.locator('#causes').inputValue(), 'My words about the cause.');
		await button(page, 'Store the draft').click();
		await said(page, 'Another operator has changed the draft since you began.');
		await page.getByRole('cell', { name: 'Their words.' }).waitFor();
		await button(page, 'Replace theirs by mine').click();
		await said(page, 'The draft is stored.');
		const stored = await server.request(`/v1/notices/${notice}/postmortem/draft`, {
			headers: { authorization: 'Bearer a-token-for-the-tests' },
		});
		assert.equal(stored.body.causes, 'My words about the cause.');
		await button(page, 'Discard the draft').click();
		await button(page, 'Yes, discard every word').click();
		await said(page, 'The draft is discarded.');
		// The browser itself reports the answer 412.
		assert.deepEqual(
			problems.filter((text) => !/ 412 /.test(text)),
			[],
		);
	},
);
