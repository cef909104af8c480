/** `useCandor` of React 18, React 19 and Vue: rendered by a server, hydrated in a browser, left again. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { aFolder } from '../support/folder.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer, type TestServer } from '../support/server.ts';
import { type HostPage, hostPage, serveHosts } from './bundle.ts';

const react18 = {
	react: './tools/react-18/node_modules/react',
	'react-dom': './tools/react-18/node_modules/react-dom',
};
const ends: (() => unknown)[] = [];
const context = { after: (act: () => unknown) => ends.unshift(act) };
const pages = new Map<string, HostPage>();
const chrome = aBrowser();
closePagesAfterEach(chrome);
let candor: TestServer;
let origin: string;

before(async () => {
	const folder = aFolder(context);
	pages.set('react-18', await hostPage('react-state', folder, react18));
	pages.set('react-19', await hostPage('react-state', folder));
	pages.set('vue', await hostPage('vue-state', folder));
	origin = await serveHosts(context, pages, () => candor.url);
});
after(async () => {
	for (const end of ends) await end();
});
beforeEach(async () => {
	candor = await aServer({ after: () => {} });
});
afterEach(() => candor.close());

test('the pages use the versions of React that they are named after', () => {
	const versionsIn = (name: string) =>
		new Set(
			[...(pages.get(name)?.script ?? '').matchAll(/ersion = "(1[89])\.\d+\.\d+"/g)].map(
				([, major]) => major,
			),
		);
	assert.deepEqual(versionsIn('react-18'), new Set(['18']));
	assert.deepEqual(versionsIn('react-19'), new Set(['19']));
});

for (const host of ['react-18', 'react-19', 'vue'])
	test(`${host}: the state is unknown from the server, then live, and its connection ends with the component`, async () => {
		const rendered = await pages.get(host)?.render(candor.url);
		assert.match(rendered ?? '', /<ul data-status="unknown">(?:<!--\[--><!--\]-->)?<\/ul>/);

		const page = await (await chrome().newContext()).newPage();
		const complaints: string[] = [];
		page.on('pageerror', (error) => complaints.push(String(error)));
		page.on('console', (message) => {
			if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
		});
		await page.goto(`${origin}/${host}`);
		await page.locator('ul[data-status=operational]').waitFor({ state: 'attached' });
		await candor.write('POST', '/v1/notices', {
			id: 'cards',
			title: 'Card payments are failing',
			affected: [{ component: 'checkout', status: 'partial-outage' }],
		});
		await page.locator('ul[data-status=partial-outage]').getByText('Card payments are failing').waitFor();
		await candor.write('POST', '/v1/notices/cards/resolve', { body: 'It works again.' });
		await page.locator('ul[data-status=operational]').waitFor({ state: 'attached' });
		assert.equal(await page.locator('li').count(), 0);

		assert.equal(candor.candor.readers, 1);
		await page.getByRole('button', { name: 'Switch' }).click();
		await page.locator('ul').waitFor({ state: 'detached' });
		// A feed without listeners stays connected for five seconds.
		const deadline = performance.now() + 30_000;
		while (candor.candor.readers > 0 && performance.now() < deadline) await page.waitForTimeout(200);
		assert.equal(candor.candor.readers, 0);
		await page.getByRole('button', { name: 'Switch' }).click();
		await page.locator('ul[data-status=operational]').waitFor({ state: 'attached' });
		assert.deepEqual(complaints, []);
	});
