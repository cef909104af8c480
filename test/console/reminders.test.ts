/** How often an open console asks for its stream of reminders while that fails. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aConsolePage, signIn } from '../support/console.ts';
import { aBrowser } from '../support/page.ts';
import { aServer } from '../support/server.ts';

const chrome = aBrowser();

const answers = {
	'ends at once': { status: 200, contentType: 'text/event-stream', body: 'retry: 1000\n\n' },
	'is refused': { status: 503, body: '' },
} as const;

for (const [what, answer] of Object.entries(answers))
	test(`a stream of reminders that ${what} is asked for at most three times a minute, also while the network comes and goes`, async (context) => {
		const server = await aServer(context);
		const { page } = await aConsolePage(chrome(), server);
		context.after(() => page.context().close());
		let requests = 0;
		await page.route('**/v1/reminders*', (route) => {
			requests += 1;
			return route.fulfill(answer);
		});
		await signIn(page);
		await page.evaluate(() => setInterval(() => dispatchEvent(new Event('online')), 250));
		while (requests < 3) await page.waitForTimeout(100);
		await page.waitForTimeout(10_000);
		assert.equal(requests, 3);
	});

test('a console heeds the Retry-After of its stream of reminders', async (context) => {
	const server = await aServer(context);
	const { page } = await aConsolePage(chrome(), server);
	context.after(() => page.context().close());
	let requests = 0;
	await page.route('**/v1/reminders*', (route) => {
		requests += 1;
		return route.fulfill({ ...answers['is refused'], headers: { 'retry-after': '60' } });
	});
	await signIn(page);
	await page.evaluate(() => setInterval(() => dispatchEvent(new Event('online')), 250));
	while (requests === 0) await page.waitForTimeout(100);
	await page.waitForTimeout(10_000);
	assert.equal(requests, 1);
});
