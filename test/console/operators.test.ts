/** Several operators at once: who is here, what waits, what is late, and who is signed in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { violations } from '../support/accessibility.ts';
import { aConsole } from '../support/console.ts';
import { filledServer } from '../support/filled-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { type TestServer, token } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const long = { timeout: 180_000 };
const asOperator = { headers: { authorization: `Bearer ${token}` } };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

const tokenOf = async (server: TestServer, name: string): Promise<string> =>
	(await server.write('POST', '/v1/tokens', { name, role: 'publisher', owner: name })).body.token;

test('Now shows who else is here, what is late, and post-mortems in work', long, async (context) => {
	const { server, notice } = await filledServer(context);
	const past = new Date(Date.now() + 1_000).toISOString();
	await server.write('PATCH', `/v1/notices/${notice}`, { promise: { nextUpdateBy: past } });
	const later = { nextUpdateBy: new Date(Date.now() + 3_600_000).toISOString() };
	await server.write('POST', '/v1/notices', { title: 'Exports are slow', promise: later });
	const postmortem = { title: 'Why cards failed', causes: 'A certificate had expired.' };
	const written = await server.write('PUT', `/v1/notices/${notice}/postmortem/draft`, postmortem);
	assert.equal(written.status, 201, written.text);
	const other = await aConsole(chrome(), server, { token: await tokenOf(server, 'Desk two') });
	const { page, problems } = await aConsole(chrome(), server);
	await said(page, 'Also here: Desk two.');
	await said(other.page, 'Also here: CANDOR_TOKEN.');
	await page.getByRole('link', { name: /Card payments are failing.*Update is late/s }).waitFor();
	await page.getByRole('link', { name: /Exports are slow.*Update due in/s }).waitFor();
	const postmortems = page.getByRole('region', { name: /Post-mortems in work/ });
	await postmortems.getByText('Not reviewed.').waitFor();
	assert.deepEqual(await violations(page), []);
	await postmortems.getByRole('link', { name: 'Open its notice' }).click();
	await page.getByRole('heading', { name: 'Card payments are failing' }).first().waitFor();
	assert.deepEqual([...problems, ...other.problems], []);
});

test(
	'what waits is a sentence, and breaking the glass asks for a reason that all see',
	long,
	async (context) => {
		const { server } = await filledServer(context, { secondPersonFor: ['no-component', 'data-safety'] });
		const author = await tokenOf(server, 'Desk one');
		await server.write(
			'POST',
			'/v1/notices',
			{
				...{ title: 'Everything is down', impact: 'critical', body: 'We look for the **cause**.' },
				dataSafety: { state: 'safe', statement: 'Nothing is lost.', evidence: 'All writes are confirmed.' },
			},
			{ authorization: `Bearer ${author}` },
		);
		const { page, problems } = await aConsole(chrome(), server, { token: author });
		const waiting = page.getByRole('region', { name: /^Waiting/ });
		await waiting.getByText('Publish “Everything is down” as critical for everyone').waitFor();
		await waiting
			.getByText(/Asked by you, (?:just now|\d+ min ago)\.\s+Needs a second person\. It/)
			.waitFor();
		await waiting.getByRole('button', { name: 'Look at it' }).first().click();
		const dialog = page.getByRole('dialog');
		await dialog
			.getByRole('heading', { name: 'Publish “Everything is down” as critical for everyone' })
			.waitFor();
		await dialog.getByText('What it sets, field by field').click();
		await dialog.getByRole('row', { name: 'Text We look for the cause.' }).waitFor();
		assert.match(
			(await dialog.getByRole('row', { name: /^Data / }).textContent()) ?? '',
			/Data is safe\..*Nothing is lost/,
		);
		assert.doesNotMatch((await dialog.textContent()) ?? '', /open-notice|[{}]/);
		assert.deepEqual(await violations(page), []);
		await button(page, 'Close').click();
		await waiting.getByRole('button', { name: 'Approve' }).first().click();
		await dialog.getByRole('heading', { name: 'Publish without a second person?' }).waitFor();
		await dialog.getByText('Publish “Everything is down” as critical for everyone.').waitFor();
		assert.deepEqual(await violations(page), []);
		await page.getByLabel('Why it cannot wait').fill('I am alone on call.');
		await button(page, 'Publish now').click();
		await said(page, 'Published without a second person: Everything is down');
		const other = await aConsole(chrome(), server, { token: await tokenOf(server, 'Desk two') });
		await said(other.page, /by Desk one\. I am alone on call\./);
		assert.deepEqual(
			[...problems, ...other.problems].filter((text) => !/ 403 /.test(text)),
			[],
		);
	},
);

test('a reminder arrives in an open console, once, and leads to the notice', long, async (context) => {
	const { server, notice } = await filledServer(context);
	const { page, problems } = await aConsole(chrome(), server, { path: '/audit' });
	const isStream = (response: { url(): string; ok(): boolean }): boolean =>
		response.url().includes('/v1/reminders') && response.ok();
	await Promise.all([page.waitForResponse(isStream), page.reload()]);
	// The first reminder comes five minutes before: in a moment.
	const nextUpdateBy = new Date(Date.now() + 300_000 + 1_500).toISOString();
	assert.equal(
		(await server.write('PATCH', `/v1/notices/${notice}`, { promise: { nextUpdateBy } })).status,
		200,
	);
	const text = 'An update is due in 5 minutes: Card payments are failing';
	await said(page, text);
	// The text is in the toast and in the live region.
	assert.equal(await button(page, /^Open\b/).count(), 1);
	assert.deepEqual(await violations(page), []);
	await button(page, /^Open\b/).click();
	await page.getByRole('heading', { name: 'Card payments are failing' }).first().waitFor();
	assert.deepEqual(problems, []);
});

test('an admin sees who is signed in, and signs another one out everywhere', long, async (context) => {
	const { server } = await filledServer(context);
	const other = await aConsole(chrome(), server, { token: await tokenOf(server, 'Desk two') });
	const { page, problems } = await aConsole(chrome(), server, { path: '/settings' });
	await said(page, /one session, last used/);
	assert.deepEqual(await violations(page), []);
	await button(page, 'Sign out Desk two everywhere').click();
	await button(page, 'Sign out “Desk two” everywhere now').click();
	await said(page, 'Signed out everywhere: Desk two');
	await button(page, 'Sign out Desk two everywhere').waitFor({ state: 'detached' });
	// The other console asks for the token at its next request.
	await other.page.reload();
	await other.page.getByLabel('Operator token').waitFor();
	const { operators } = (await server.request('/v1/sessions', asOperator)).body;
	assert.deepEqual(
		operators.map(({ operator }: { operator: { name: string } }) => operator.name),
		['CANDOR_TOKEN'],
	);
	assert.deepEqual(problems, []);
});

test('a removed series of maintenance comes back with undo', long, async (context) => {
	const { server } = await filledServer(context);
	const made = await server.write('POST', '/v1/series', {
		...{ id: 'db', title: 'Database upgrade', affected: [{ component: 'cards' }] },
		...{ zone: 'Europe/Berlin', start: '2030-01-06T02:00', duration: '2h', rrule: 'FREQ=WEEKLY;BYDAY=SU' },
	});
	assert.equal(made.status, 201, made.text);
	const { page, problems } = await aConsole(chrome(), server, { path: '/maintenance' });
	await button(page, /^Remove the series Database upgrade$/).click();
	await button(page, /^Remove now the series Database upgrade$/).click();
	await button(page, /^Undo\b/).click();
	await button(page, /^Remove the series Database upgrade$/).waitFor();
	assert.equal((await server.request('/v1/series', asOperator)).body.series.length, 1);
	assert.deepEqual(await violations(page), []);
	assert.deepEqual(problems, []);
});
