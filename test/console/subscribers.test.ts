/** Subscribers: who is shown, found, exported and erased is whom the server has. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { anEmailStory } from '../server/connectors/email/email-story.ts';
import { aConsole } from '../support/console.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const long = { timeout: 120_000 };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const said = (page: Page, text: string) => page.getByText(text).first().waitFor();

test('subscribers are counted, found, exported, and erased after a question', long, async (context) => {
	const story = await anEmailStory(context);
	await story.subscribe('anna@example.com');
	await story.subscribe('ben@example.com', {}, 'about=chosen&component=cards&component=login');
	await story.request('carl@example.com');
	const { page, problems } = await aConsole(chrome(), story.server, { path: '/subscribers' });
	const counts = page.getByRole('region', { name: 'Counts' });
	await counts.getByText('2 confirmed · 1 not confirmed').waitFor();
	await counts.getByText('Of the confirmed, 1 chose all components, 1 about').waitFor();
	await counts.getByText('1 about Card payments').waitFor();
	await said(page, 'Card payments, Sign-in');
	await page.locator('#search').fill('BEN@');
	await page.getByRole('heading', { name: 'anna@example.com' }).waitFor({ state: 'detached' });
	await page.getByRole('heading', { name: 'ben@example.com' }).waitFor();
	const download = page.waitForEvent('download');
	await button(page, 'Export as CSV').click();
	const saved = await download;
	assert.equal(saved.suggestedFilename(), 'subscribers.csv');
	const lines = (await readFile(await saved.path(), 'utf8')).trim().split('\r\n');
	assert.equal(lines.length, 4);
	assert.match(lines[0] ?? '', /^"id","email"/);
	await button(page, 'Erase ben@example.com').click();
	assert.equal((await story.subscribers()).length, 3);
	await button(page, 'Erase ben@example.com for good').click();
	await said(page, 'No address has that.');
	const left = (await story.subscribers()).map(({ email }) => email).sort();
	assert.deepEqual(left, ['anna@example.com', 'carl@example.com']);
	// No address is stored in the browser, or in the audit log.
	assert.ok(!(await page.evaluate(() => JSON.stringify({ ...localStorage }))).includes('@'));
	assert.ok(!(await story.server.write('GET', '/v1/log')).text.includes('ben@'));
	assert.deepEqual(problems, []);
});

test('only an admin is offered the screen', long, async (context) => {
	const { server } = await anEmailStory(context);
	const { body } = await server.write('POST', '/v1/tokens', { name: 'Editor', role: 'publisher' });
	const { page } = await aConsole(chrome(), server, { path: '/subscribers', token: body.token });
	await said(page, 'Your role does not use this screen.');
	assert.equal(await page.getByRole('link', { name: 'Subscribers' }).count(), 0);
});
