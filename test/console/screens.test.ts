/** The other screens: what they show and change is what the server has. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { aConsole } from '../support/console.ts';
import { filledServer } from '../support/filled-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const long = { timeout: 120_000 };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const said = (page: Page, text: string) => page.getByText(text).first().waitFor();

test('Now is drawn soon after the sign-in, and follows what others publish', long, async (context) => {
	const { server } = await filledServer(context);
	const start = performance.now();
	const { page, problems } = await aConsole(chrome(), server);
	await page.locator('candor-timeline').getByText('Card payments are failing').first().waitFor();
	console.warn(
		`Now: ${Math.round(performance.now() - start)} ms from the empty window, budget 1000 ms after the sign-in`,
	);
	await page.getByText('Codes arrive late').first().waitFor();
	await server.write('POST', '/v1/notices', {
		title: 'Reports are empty',
		affected: [{ component: 'reports' }],
	});
	await page.locator('candor-timeline').getByText('Reports are empty').first().waitFor();
	await page.getByRole('link', { name: /Reports are empty/ }).waitFor();
	await page.getByLabel('Language').selectOption('de');
	await page.locator('candor-timeline').getByText('Kartenzahlungen schlagen fehl').first().waitFor();
	await page.getByLabel('Language').selectOption('en');
	await page.getByLabel('Customer', { exact: true }).selectOption({ label: 'Another plan' });
	await page.locator('candor-timeline').getByText('Search is slow').first().waitFor({ state: 'detached' });
	assert.deepEqual(problems, []);
});

test('a component is created, edited and removed', long, async (context) => {
	const server = await aServer(context);
	const { page, problems } = await aConsole(chrome(), server, { path: '/components' });
	await page.getByText('New component').click();
	await page.locator('#new-name').fill('Card payments');
	await button(page, 'Create').click();
	await button(page, 'Edit Card payments').click();
	await page.locator('#name').fill('Payments');
	await page.locator('#status').selectOption('degraded');
	await button(page, 'Save').click();
	await button(page, 'Edit Payments').waitFor();
	const { body } = await server.request('/v1/components/card-payments');
	assert.deepEqual([body.name, body.status], ['Payments', 'degraded']);
	await page.locator('#new-name').fill('Card payments');
	await button(page, 'Create').click();
	await said(page, 'There is a component with the id “card-payments”.');
	await button(page, 'Edit Payments').click();
	await button(page, 'Remove').click();
	await said(page, 'There are none yet.');
	assert.deepEqual(problems, []);
});

test('a token is created, shown once, rotated and revoked', long, async (context) => {
	const server = await aServer(context);
	const { page, problems } = await aConsole(chrome(), server, { path: '/tokens' });
	await page.getByText('Create a token').click();
	await page.locator('#name').fill('Night shift');
	await page.locator('#role').selectOption('publisher');
	await button(page, 'Create').click();
	await said(page, 'The token “Night shift” is shown only once.');
	const secret = (await page.locator('console-tokens code').textContent()) ?? '';
	const asOperator = () => server.request('/v1/server', { headers: { authorization: `Bearer ${secret}` } });
	assert.equal((await asOperator()).body.token.role, 'publisher');
	await button(page, 'Hide it').click();
	await page.locator('console-tokens code').waitFor({ state: 'detached' });
	await button(page, 'Rotate Night shift').click();
	await said(page, 'The token “Night shift” is shown only once.');
	assert.equal((await asOperator()).status, 401);
	await button(page, 'Revoke Night shift').click();
	await button(page, 'Revoke “Night shift” now').click();
	await said(page, 'Revoked: Night shift');
	assert.deepEqual(problems, []);
});

test('maintenance is announced on the clocks of a zone', long, async (context) => {
	const { server } = await filledServer(context);
	const { page, problems } = await aConsole(chrome(), server, { path: '/maintenance' });
	await page.locator('#title').fill('Database upgrade');
	await page.locator('#from').fill('02:00');
	await page.locator('#until').fill('04:00');
	await page.locator('#zone').selectOption('Asia/Tokyo');
	await button(page, 'Next').click();
	await page.locator('calendar-month').getByRole('button', { name: /15/ }).first().click();
	await page.getByRole('checkbox', { name: 'Reports' }).check();
	await page.locator('#body').fill('Reports are read-only.');
	await button(page, 'Announce').click();
	await said(page, 'Announced: Database upgrade');
	const { notices } = (await server.request('/v1/notices?kind=maintenance')).body;
	assert.match(notices[0].window.start, /-14T17:00:00\.000Z$/);
	assert.match(notices[0].window.end, /-14T19:00:00\.000Z$/);
	assert.deepEqual(notices[0].affected, [{ component: 'reports', status: 'maintenance' }]);
	assert.deepEqual(problems, []);
});

test('the audit shows who changed which field, and finds by notice', long, async (context) => {
	const { server, notice } = await filledServer(context);
	await server.write('PATCH', `/v1/notices/${notice}`, { title: 'Payments fail' });
	const { page, problems } = await aConsole(chrome(), server, { path: '/audit' });
	await page.locator('#command').fill('edit-notice');
	await button(page, 'Search').click();
	const entries = page.locator('console-audit li');
	await entries.filter({ hasText: 'put-component' }).first().waitFor({ state: 'detached' });
	await entries.getByText('edit-notice').click();
	await entries.getByRole('cell', { name: 'Card payments are failing' }).waitFor();
	await entries.getByRole('cell', { name: 'Payments fail', exact: true }).waitFor();
	assert.deepEqual(problems, []);
});

test('an answer that is late does not replace that of a newer search', long, async (context) => {
	const { server, notice } = await filledServer(context);
	await server.write('PATCH', `/v1/notices/${notice}`, { title: 'Payments fail' });
	const { page, problems } = await aConsole(chrome(), server);
	let answerFirst = (): void => undefined;
	await page.route(
		'**/v1/log?*',
		async (route) => {
			await new Promise<void>((resolve) => {
				answerFirst = resolve;
			});
			await route.continue();
		},
		{ times: 1 },
	);
	await page.getByRole('link', { name: 'Audit' }).click();
	await page.locator('#command').fill('edit-notice');
	await button(page, 'Search').click();
	const entries = page.locator('console-audit li');
	await entries.getByText('edit-notice').waitFor();
	const late = page.waitForResponse((response) => !response.url().includes('command='));
	answerFirst();
	await (await late).finished();
	await page.evaluate(() => new Promise(requestAnimationFrame));
	assert.equal(await entries.filter({ hasText: 'put-component' }).count(), 0);
	assert.deepEqual(problems, []);
});

test('support reads published lines, and learns whether a customer is affected', long, async (context) => {
	const { server } = await filledServer(context);
	const { body } = await server.write('POST', '/v1/tokens', {
		name: 'Help desk',
		role: 'support',
		owner: 'Operator A',
	});
	const { page, problems } = await aConsole(chrome(), server, { path: '/support', token: body.token });
	await said(page, 'A certificate had expired.');
	await page.getByLabel('plan').selectOption('–');
	await said(page, 'This customer is not affected.');
	await page.getByLabel('plan').selectOption('pro');
	await said(page, 'This customer is affected.');
	assert.equal(await page.locator('console-support').getByText('Codes arrive late').count(), 0, 'no draft');
	const links = await page.getByRole('navigation', { name: 'Screens' }).getByRole('link').allTextContents();
	assert.deepEqual(links, ['Now', 'Support']);
	assert.deepEqual(problems, []);
});
