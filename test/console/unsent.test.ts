/** No typed word is lost: a reload, a closed tab, a dead server, an ended session, a refusal, a conflict. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import pino from 'pino';
import { createCandor } from '../../server/index.ts';
import { aConsole, signIn } from '../support/console.ts';
import { filledServer, withComponents } from '../support/filled-server.ts';
import { aFolder } from '../support/folder.ts';
import { aBrowser, aFreePort, closePagesAfterEach } from '../support/page.ts';
import { aServer, token } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const long = { timeout: 120_000 };

test('a form survives a reload and a closed tab, and is gone after the sign-out', long, async (context) => {
	const server = await aServer(context);
	await withComponents(server);
	const { page } = await aConsole(chrome(), server, { path: '/publish' });
	await page.locator('#title').fill('Checkout is failing');
	await page.locator('#body').fill('Orders end with an error.');
	await page.getByRole('radio', { name: 'Critical' }).check();
	await page.reload();
	assert.equal(await page.locator('#title').inputValue(), 'Checkout is failing');
	const second = await page.context().newPage();
	await page.close();
	await second.goto(`${server.url}/console/publish`);
	assert.equal(await second.locator('#body').inputValue(), 'Orders end with an error.');
	assert.ok(await second.getByRole('radio', { name: 'Critical' }).isChecked());
	assert.doesNotMatch(JSON.stringify(await second.evaluate(() => ({ ...localStorage }))), RegExp(token));
	await second.locator('console-header').getByRole('button', { name: /admin/ }).click();
	await second.getByRole('button', { name: 'Sign out', exact: true }).click();
	await second.getByLabel('Operator token').waitFor();
	assert.deepEqual(
		await second.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('candor:console:'))),
		[],
	);
});

test(
	'a dead server refuses nothing for good: it is published once when it is back',
	long,
	async (context) => {
		const data = await aFolder(context);
		const port = await aFreePort();
		const logger = pino({ level: 'silent' });
		const start = async () => {
			const candor = await createCandor({ data, token, logger });
			const server = createServer(candor.handler);
			candor.attach(server);
			await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
			return async () => {
				await candor.close();
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			};
		};
		let stop = await start();
		context.after(() => stop());
		const url = `http://127.0.0.1:${port}`;
		const { page } = await aConsole(chrome(), { url }, { path: '/publish' });
		await page.locator('#title').fill('Checkout is failing');
		await page.getByRole('button', { name: 'Review' }).click();
		await page.locator('console-review #publish').waitFor();
		await stop();
		await page.locator('console-review #publish').click();
		await page.getByRole('alert').getByText('The server does not answer').waitFor();
		assert.ok(await page.locator('console-review #publish').isVisible(), 'the review is still there');
		stop = await start();
		await page.locator('console-review #publish').click();
		await page.getByText('Published: Checkout is failing').first().waitFor();
		const { notices } = (await (await fetch(`${url}/v1/notices`)).json()) as { notices: unknown[] };
		assert.equal(notices.length, 1);
	},
);

test('an answer that is lost is asked for again, and nothing is published twice', long, async (context) => {
	const server = await aServer(context);
	const { page } = await aConsole(chrome(), server, { path: '/publish' });
	const keys: (string | undefined)[] = [];
	await page.route('**/v1/notices', async (route) => {
		const request = route.request();
		if (request.method() !== 'POST') return route.continue();
		keys.push(request.headers()['idempotency-key']);
		if (keys.length > 1) return route.continue();
		// The server has published it, and its answer does not arrive.
		await route.fetch();
		return route.abort('connectionreset');
	});
	await page.locator('#title').fill('Checkout is failing');
	await page.keyboard.press('Control+Enter');
	const publish = page.locator('console-review #publish');
	await publish.click();
	await page.getByRole('alert').getByText('The server does not answer').waitFor();
	await page.reload();
	await page.locator('#title').focus();
	await page.keyboard.press('Control+Enter');
	await publish.click();
	await page.getByText('Published: Checkout is failing').first().waitFor();
	assert.equal(keys.length, 2);
	assert.equal(keys[0], keys[1]);
	assert.equal((await server.request('/v1/notices')).body.notices.length, 1);
});

test(
	'a session that ends while a notice is written asks for the token, and keeps the words',
	long,
	async (context) => {
		const server = await aServer(context);
		const { page } = await aConsole(chrome(), server, { path: '/publish' });
		await page.locator('#title').fill('Checkout is failing');
		await server.request('/v1/sessions', { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
		const ended = page.getByText('Your session has ended.');
		// What the console asks for by itself may notice it first.
		await page.getByRole('button', { name: 'Review' }).or(ended).first().click();
		await ended.waitFor();
		await signIn(page);
		assert.equal(await page.locator('#title').inputValue(), 'Checkout is failing');
	},
);

test('what the server refuses stands at its field, and all words stay', long, async (context) => {
	const server = await aServer(context);
	const { page } = await aConsole(chrome(), server, { path: '/publish' });
	await page.locator('#title').fill('Checkout is failing');
	await page.locator('#body').fill('# A heading is refused');
	await page.keyboard.press('Control+Enter');
	await page.getByRole('alert').getByText('Headings are not supported').waitFor();
	assert.equal(await page.locator('#body').inputValue(), '# A heading is refused');
	await page.locator('#title').fill('');
	await page.locator('#body').fill('Fine now.');
	await page.keyboard.press('Control+Enter');
	await page.locator('#title-notes .error').waitFor();
});

test('undo takes the notice back within ten seconds, and returns the words', long, async (context) => {
	const server = await aServer(context);
	await withComponents(server);
	const { page, problems } = await aConsole(chrome(), server, { path: '/publish' });
	await page.locator('#title').fill('Search is failing');
	await page.keyboard.press('Control+Enter');
	await page.locator('console-review #publish').click();
	await page.getByRole('button', { name: /^Undo/ }).click();
	await page.getByText('Undone: the notice is gone').first().waitFor();
	assert.equal((await server.request('/v1/notices')).body.notices.length, 0);
	assert.equal(await page.locator('#title').inputValue(), 'Search is failing');
	assert.deepEqual(problems, []);
});

test('two operators in conflict: both versions are shown, and no word is lost', long, async (context) => {
	const { server, notice } = await filledServer(context);
	const { page, problems } = await aConsole(chrome(), server, { path: `/notices/${notice}` });
	await page.getByRole('button', { name: 'Post update' }).click();
	await page.locator('#body').fill('We have a fix.');
	await server.write('POST', `/v1/notices/${notice}/updates`, { body: 'The other operator was faster.' });
	await page.locator('console-composer').getByRole('button', { name: 'Post update' }).click();
	const conflict = page.locator('console-conflict');
	await conflict.getByText('The other operator was faster.').waitFor();
	await conflict.getByText('We have a fix.').waitFor();
	await page.reload();
	await page.getByRole('button', { name: 'Post update' }).click();
	assert.equal(await page.locator('#body').inputValue(), 'We have a fix.');
	await page.locator('console-composer').getByRole('button', { name: 'Post update' }).click();
	await conflict.getByText('The other operator was faster.').waitFor();
	await conflict.getByRole('button', { name: 'Send mine after it' }).click();
	await page.getByText('Update posted').first().waitFor();
	const { updates } = (await server.request(`/v1/notices/${notice}`)).body;
	assert.equal(updates.length, 4);
	assert.deepEqual(
		problems.filter((text) => !/ 412 /.test(text)),
		[],
	);
});
