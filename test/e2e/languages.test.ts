/** A page in another language, against the real server and the files that ship. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createKey } from '../../server/core/signing/key-file.ts';
import { aFolder } from '../support/folder.ts';
import { aBrowser, closePagesAfterEach, shows } from '../support/page.ts';
import { aServer } from '../support/server.ts';
import { aFileHost, taggedPages } from '../support/tagged-pages.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

test('words are fetched once while all is well, and are used when nothing can be reached', async (context) => {
	const server = await aServer(context);
	const opened = await server.write('POST', '/v1/notices', { title: 'Checkout is failing', impact: 'major' });
	assert.equal(opened.status, 201);
	const pages = await taggedPages(context, `${await aFileHost(context)}/candor.js`);
	const address = pages.add(
		{ 'data-src': server.url },
		'<script>document.documentElement.lang = "de-AT"</script><candor-timeline></candor-timeline>',
	);
	const page = await chrome().newPage();
	const asked: string[] = [];
	page.on('request', (request) => {
		const { pathname } = new URL(request.url());
		if (pathname.startsWith('/locales/')) asked.push(pathname);
	});
	const speaksGerman = async (): Promise<void> => {
		for (const tag of ['candor-banner', 'candor-timeline']) await shows(page, tag, 'Wird untersucht');
	};
	await page.goto(address);
	await speaksGerman();
	await shows(page, 'candor-banner', 'Große Auswirkungen');

	await server.close();
	await page.reload();
	await speaksGerman();
	await shows(page, 'candor-banner', 'Große Auswirkungen');
	// The two bundles of a page share their words.
	assert.deepEqual(asked, ['/locales/de.json']);
});

/** A page in German whose words were changed between the server and it. */
async function aPageWithAlteredWords(context: TestContext, hasKeys: boolean) {
	const keys = join(aFolder(context), 'keys.json');
	const { pin } = createKey(keys, 'ES256', new Date().toISOString());
	const server = await aServer(context, { keys });
	await server.write('POST', '/v1/notices', { title: 'Checkout is failing', impact: 'major' });
	const pages = await taggedPages(context, `${await aFileHost(context)}/candor.js`);
	const address = pages.add(
		{ 'data-src': server.url, ...(hasKeys && { 'data-keys': pin }) },
		'<script>document.documentElement.lang = "de"</script><candor-timeline></candor-timeline>',
	);
	const page = await chrome().newPage();
	let count = 0;
	await page.route('**/locales/de.json', async (route) => {
		const words = await (await route.fetch()).json();
		words.phases.investigating = 'Alles in Ordnung';
		await route.fulfill({ json: words, headers: { 'access-control-allow-origin': '*' } });
		count += 1;
	});
	await page.goto(address);
	return { page, count: () => count };
}

test('altered words are shown on a page without keys, and never on a page that pins them', async (context) => {
	const { page: unpinned } = await aPageWithAlteredWords(context, false);
	await shows(unpinned, 'candor-timeline', 'Alles in Ordnung');
	const { page, count } = await aPageWithAlteredWords(context, true);
	await shows(page, 'candor-timeline', 'Investigating');
	const came = async (times: number): Promise<void> => {
		while (count() < times) await page.waitForTimeout(50);
	};
	await came(1);
	await page.reload();
	// They were not stored, so the page asks for them again.
	await came(2);
	for (const tag of ['candor-banner', 'candor-timeline']) {
		await shows(page, tag, 'Investigating');
		await shows(page, tag, 'Alles in Ordnung', false);
	}
});
