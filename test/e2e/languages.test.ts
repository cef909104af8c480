/** A page in another language, against the real server and the files that ship. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
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
