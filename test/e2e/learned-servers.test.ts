/** Pages find a server that their script tag does not name, because the signed status names it. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createKey } from '../../server/core/signing/key-file.ts';
import { aFolder } from '../support/folder.ts';
import { aBrowser, closePagesAfterEach, shows } from '../support/page.ts';
import { aServer, type TestServer } from '../support/server.ts';
import { aFileHost, taggedPages } from '../support/tagged-pages.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const patience = { timeout: 180_000 };

/** An address of the same status. It can be closed alone. */
async function anAddress(context: TestContext, { candor }: TestServer) {
	const server = createServer(candor.handler);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = (): void => {
		server.close();
		server.closeAllConnections();
	};
	context.after(close);
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** A signed status at two addresses, and a page whose tag names the first one. */
async function aSetup(context: TestContext, hasKeys: boolean) {
	const keys = join(aFolder(context), 'keys.json');
	const { pin } = createKey(keys, 'ES256', new Date().toISOString());
	const server = await aServer(context, { keys });
	const [first, second] = [await anAddress(context, server), await anAddress(context, server)];
	await server.write('PATCH', '/v1/page', { name: 'Shop' });
	const pages = await taggedPages(context, `${await aFileHost(context)}/candor.js`);
	const address = pages.add({ 'data-src': first.url, ...(hasKeys && { 'data-keys': pin }) });
	const page = await chrome().newPage();
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	const countOf = ({ url }: { readonly url: string }): number =>
		asked.filter((each) => each.startsWith(url)).length;
	const publish = async (title: string): Promise<void> => {
		const opened = await server.write('POST', '/v1/notices', { title, impact: 'major' });
		assert.equal(opened.status, 201);
	};
	const name = async (origins: readonly string[]): Promise<void> => {
		assert.equal((await server.write('PUT', '/v1/origins', { origins })).status, 200);
	};
	/** Closes the first address. Resolves when the page has asked there three times in vain. */
	const loseFirst = async (): Promise<void> => {
		const before = countOf(first);
		first.close();
		while (countOf(first) < before + 3) await new Promise((resolve) => setTimeout(resolve, 50));
	};
	await publish('The first notice');
	await page.goto(address);
	await shows(page, 'candor-banner', 'The first notice');
	// The second file is there, which follows the list.
	await page.waitForFunction(() => customElements.get('candor-timeline'));
	return { first, second, page, countOf, publish, name, loseFirst };
}

test(
	'an open page and one that is opened later find a server that the tag does not name',
	patience,
	async (context) => {
		const { first, second, page, countOf, publish, name } = await aSetup(context, true);
		await name([second.url]);
		await publish('The second notice');
		await shows(page, 'candor-banner', 'The second notice');
		assert.equal(countOf(second), 0);
		first.close();
		await publish('The third notice');
		await shows(page, 'candor-banner', 'The third notice');
		// The state that is stored names the server.
		await page.reload();
		await publish('The fourth notice');
		await shows(page, 'candor-banner', 'The fourth notice');
	},
);

test('a server that the list no longer names is not asked', patience, async (context) => {
	const { second, page, countOf, publish, name, loseFirst } = await aSetup(context, true);
	await name([second.url]);
	await name([]);
	await publish('The second notice');
	await shows(page, 'candor-banner', 'The second notice');
	await loseFirst();
	assert.equal(countOf(second), 0);
});

test('a page that pins no keys asks no server but those of its tag', patience, async (context) => {
	const { second, page, countOf, publish, name, loseFirst } = await aSetup(context, false);
	await name([second.url]);
	await publish('The second notice');
	await shows(page, 'candor-banner', 'The second notice');
	await loseFirst();
	assert.equal(countOf(second), 0);
});
