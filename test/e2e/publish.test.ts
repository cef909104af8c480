/** Operator to pixel: the CLI publishes, and every open page shows it without a reload. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candor } from '../support/command.ts';
import { aFolder } from '../support/folder.ts';
import { aBrowser, aProduct, closePagesAfterEach, seenIn, shows } from '../support/page.ts';
import { aServer, token } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const patience = { timeout: 120_000 };
const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();

test('a whole outage, from the first command to the last, in two open pages', patience, async (context) => {
	const server = await aServer(context, { data: aFolder(context) });
	const product = await aProduct(
		context,
		server.url,
		'<candor-status></candor-status><candor-timeline></candor-timeline>',
	);
	const browser = chrome();
	const pages = await Promise.all([browser.newPage(), browser.newPage()]);
	const errors: string[] = [];
	let loads = 0;
	for (const page of pages) {
		page.on('pageerror', (error) => errors.push(String(error)));
		page.on('load', () => loads++);
		await page.goto(product);
	}
	const all = (tag: string, text: string, expected = true) =>
		Promise.all(pages.map((page) => shows(page, tag, text, expected)));
	const run = candor(server.url);

	await all('candor-status', 'All systems normal');
	const { id } = await run(
		'open',
		'Checkout is failing',
		'--impact',
		'major',
		'--component',
		'checkout',
		'--next-update',
		'20m',
		'--id',
		'checkout-1',
	);
	assert.equal(id, 'checkout-1');
	await all('candor-banner', 'Checkout is failing');
	await all('candor-banner', 'Next update by');
	await all('candor-status', 'Partial outage');

	await run(
		'update',
		id,
		'The cause is **found**.',
		'--phase',
		'identified',
		'--workaround',
		'Pay by transfer.',
	);
	await all('candor-banner', 'The cause is found.');
	await all('candor-banner', 'Pay by transfer.');
	await all('candor-timeline', 'Cause identified');

	await server.write('PATCH', `/v1/notices/${id}`, { phase: 'monitoring' });
	await all('candor-banner', 'monitoring');

	await server.write('PATCH', `/v1/notices/${id}`, { promise: { nextUpdateBy: soon(1_500) } });
	await all('candor-banner', ' late.');

	await run('resolve', id, 'All payments work again.');
	await all('candor-banner', 'Resolved');
	await all('candor-status', 'All systems normal');

	await run('open', 'A mistake', '--id', 'mistake', '--impact', 'critical');
	await all('candor-banner', 'A mistake');
	await run('retract', 'mistake', '--reason', 'The wrong page.', '--yes');
	await all('candor-banner', 'A mistake', false);

	const short = all('candor-banner', 'A short one');
	await server.write('POST', '/v1/notices', {
		title: 'A short one',
		impact: 'critical',
		expiresAt: soon(2_000),
	});
	await short;
	await all('candor-banner', 'A short one', false);

	assert.deepEqual(errors, []);
	assert.equal(loads, 2, 'no page was reloaded');
	assert.doesNotMatch(await seenIn(pages[0] as never, 'candor-banner'), new RegExp(token));
});

test('a dismissed notice stays hidden in every tab until it has an update', patience, async (context) => {
	const server = await aServer(context);
	const browser = await chrome().newContext();
	const product = await aProduct(context, server.url);
	const [one, two] = [await browser.newPage(), await browser.newPage()];
	await one.goto(product);
	await two.goto(product);
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Exports are slow' });
	await shows(one, 'candor-banner', 'Exports are slow');
	await shows(two, 'candor-banner', 'Exports are slow');
	await one.getByRole('button', { name: 'Dismiss' }).click();
	await shows(one, 'candor-banner', 'Exports are slow', false);
	await shows(two, 'candor-banner', 'Exports are slow', false);
	await one.reload();
	await server.write('POST', '/v1/notices/n/updates', { body: 'They are slower now.' });
	await shows(one, 'candor-banner', 'They are slower now.');
	await shows(two, 'candor-banner', 'They are slower now.');
});

test(
	'a page that is opened while the server is down shows the last known state, and catches up',
	patience,
	async (context) => {
		const server = await aServer(context);
		const product = await aProduct(context, server.url);
		const page = await chrome().newPage();
		await page.goto(product);
		await server.write('POST', '/v1/notices', { id: 'n', title: 'Exports are slow' });
		await shows(page, 'candor-banner', 'Exports are slow');
		// The script itself comes from the browser's cache; everything else fails.
		await page.route(`${server.url}/v1/**`, (route) => route.abort());
		await page.reload();
		await shows(page, 'candor-banner', 'Exports are slow');
		await server.write('POST', '/v1/notices/n/updates', { body: 'It is over soon.' });
		await page.unroute(`${server.url}/v1/**`);
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await shows(page, 'candor-banner', 'It is over soon.');
	},
);
