/** The assistant in the console: it suggests, shows what was sent, and publishes nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aConsole } from '../support/console.ts';
import { withComponents } from '../support/filled-server.ts';
import {
	aModelServer,
	answerWith,
	noticeTexts,
	postmortemTexts,
	updateTexts,
} from '../support/model-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const long = { timeout: 120_000 };
type Context = { after(act: () => unknown): void };

async function withAssistant(context: Context) {
	const model = await aModelServer(context);
	const assistant = { url: model.url, model: 'small-1', key: null, allowed: ['127.0.0.1'] };
	const server = await aServer(context, { assistant });
	await withComponents(server);
	return { model, server };
}

test('a text is suggested, checked, and put into the form; nothing is published', long, async (context) => {
	const { model, server } = await withAssistant(context);
	const markup = 'Read https://unknown.example/x. 3 > 2 & "so on"';
	model.reply = answerWith({ ...noticeTexts, body: markup });
	const { page, problems } = await aConsole(chrome(), server, { path: '/publish', width: 390 });
	await page.getByRole('button', { name: 'Suggest a text' }).click();
	const dialog = page.getByRole('dialog', { name: 'Suggest a text' });
	for (const box of await dialog.getByRole('checkbox').all()) assert.equal(await box.isChecked(), false);
	await dialog.getByRole('textbox', { name: /Your notes/ }).fill('card payments fail');
	await dialog.getByRole('button', { name: 'Ask' }).click();
	await dialog.getByText(markup).waitFor();
	await dialog.getByText('“https://unknown.example/x” is not in the facts').waitFor();
	await dialog.getByText('Since when do they fail?').waitFor();
	await dialog.getByText('What was sent').click();
	assert.equal(await dialog.locator('pre').textContent(), model.asked[0]?.body);
	assert.equal((await server.request('/v1/notices')).body.notices.length, 0);
	await dialog.getByRole('button', { name: 'Use this text' }).click();
	await page.getByText('You are the author now').waitFor();
	assert.equal(await page.locator('#title').inputValue(), noticeTexts.title);
	assert.equal(await page.locator('#body').inputValue(), markup);
	assert.equal((await server.request('/v1/notices')).body.notices.length, 0);
	const [suggestion] = (await server.write('GET', '/v1/assistant/drafts')).body.suggestions;
	assert.deepEqual([suggestion.acceptedBy !== null, suggestion.draft], [true, null]);
	assert.deepEqual(problems, []);
});

test(
	'an update is suggested from the facts of the notice, and what fails is a sentence',
	long,
	async (context) => {
		const { model, server } = await withAssistant(context);
		await server.write('POST', '/v1/notices', { id: 'pay', title: 'Card payments fail', impact: 'major' });
		model.reply = answerWith('no JSON');
		const { page, problems } = await aConsole(chrome(), server, { path: '/notices/pay' });
		await page.getByRole('button', { name: 'Post update', exact: true }).click();
		await page.getByRole('button', { name: 'Suggest a text' }).click();
		const dialog = page.getByRole('dialog', { name: 'Suggest a text' });
		await dialog.getByRole('checkbox', { name: 'Who sees the notice' }).check();
		await dialog.getByRole('button', { name: 'Ask' }).click();
		await dialog.getByRole('alert').getByText('has not the form').waitFor();
		model.reply = answerWith(updateTexts);
		await dialog.getByRole('button', { name: 'Ask' }).click();
		await dialog.getByText(updateTexts.body).waitFor();
		assert.equal(model.asked[1]?.facts.notice.title, 'Card payments fail');
		assert.deepEqual(Object.keys(model.asked[1]?.facts), ['now', 'page', 'notice', 'audience']);
		await dialog.getByRole('button', { name: 'Use this text' }).click();
		await page.getByText('You are the author now').waitFor();
		assert.equal(await page.locator('#body').inputValue(), updateTexts.body);
		assert.equal((await server.request('/v1/notices/pay')).body.updates.length, 1);
		// The browser reports the refusal that the test asks for.
		assert.deepEqual(
			problems.filter((each) => !/502/.test(JSON.stringify(each))),
			[],
		);
	},
);

test(
	'a post-mortem is suggested for a notice that has ended, and the words that are there stay',
	long,
	async (context) => {
		const { model, server } = await withAssistant(context);
		await server.write('POST', '/v1/notices', { id: 'pay', title: 'Card payments fail', impact: 'major' });
		await server.write('POST', '/v1/notices/pay/resolve', { body: 'Payments work again.' });
		model.reply = answerWith({ ...postmortemTexts, wentWell: '' });
		const { page, problems } = await aConsole(chrome(), server, { path: '/notices/pay' });
		await page.getByRole('button', { name: 'Post-mortem', exact: true }).click();
		await page.locator('#wentWell').fill('Refunds were paid at once.');
		await page.getByRole('button', { name: 'Suggest a text' }).click();
		const dialog = page.getByRole('dialog', { name: 'Suggest a text' });
		await dialog.getByRole('button', { name: 'Ask' }).click();
		await dialog.getByRole('button', { name: 'Use this text' }).click();
		await page.getByText('You are the author now').waitFor();
		assert.equal(await page.locator('#causes').inputValue(), postmortemTexts.causes);
		assert.equal(await page.locator('#wentWell').inputValue(), 'Refunds were paid at once.');
		await page.getByRole('button', { name: 'Store the draft' }).click();
		await page.getByText('The draft is stored.').first().waitFor();
		const stored = await server.write('GET', '/v1/notices/pay/postmortem/draft');
		assert.equal(stored.body.impact, postmortemTexts.impact);
		assert.equal((await server.request('/v1/notices/pay')).body.postmortem ?? null, null);
		assert.deepEqual(problems, []);
	},
);

test('where the assistant is off, there is no button', long, async (context) => {
	const server = await aServer(context);
	const { page } = await aConsole(chrome(), server, { path: '/publish' });
	await page.locator('#title').waitFor();
	const asked = await page.evaluate(async () => (await (await fetch('/v1/server')).json()).assistant);
	assert.equal(asked, null);
	assert.equal(await page.getByRole('button', { name: 'Suggest a text' }).count(), 0);
});
