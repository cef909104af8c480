/** A browser decompresses a stream as it comes: each update is shown when it is published. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aBrowser, aProduct, closePagesAfterEach, shows } from '../support/page.ts';
import { aServer } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

test('a page with a long first frame gets a compressed stream, and shows each update at once', {
	timeout: 120_000,
}, async (context) => {
	// No heartbeat pushes an update on.
	const server = await aServer(context, { heartbeatMs: 60_000 });
	const post = async (body: string) =>
		assert.equal((await server.write('POST', '/v1/notices/n/updates', { body })).status, 201);
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Down' });
	for (let update = 0; update < 7; update++) await post('A long sentence about what fails. '.repeat(100));
	const page = await chrome().newPage();
	const encodings: (string | undefined)[] = [];
	page.on('response', (response) => {
		if (response.url().includes('/v1/stream')) encodings.push(response.headers()['content-encoding']);
	});
	await page.goto(await aProduct(context, server.url, '<candor-timeline notice="n"></candor-timeline>'));
	await shows(page, 'candor-timeline', 'Down', true);
	for (let update = 0; update < 5; update++) {
		await post(`Update number ${update} of five.`);
		await shows(page, 'candor-timeline', `Update number ${update} of five.`, true);
	}
	assert.deepEqual(encodings, ['gzip']);
});
