/** Review lanes in Now: who has said what, and the buttons of those who may answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { violations } from '../support/accessibility.ts';
import { aConsole } from '../support/console.ts';
import { filledServer } from '../support/filled-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import type { TestServer } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const long = { timeout: 180_000 };
const reviewLanes = [
	{ lane: 'technical', limitMs: 3_600_000 },
	{ lane: 'legal', limitMs: 7_200_000 },
] as const;

const tokenOf = async (server: TestServer, name: string): Promise<string> =>
	(await server.write('POST', '/v1/tokens', { name, role: 'publisher', owner: name })).body.token;

/** The draft in the list: another one waits too. */
const waitingIn = (page: Page) =>
	page
		.getByRole('region', { name: /^Waiting/ })
		.getByRole('listitem')
		.filter({ hasText: 'A new price list' });

async function aDraft(context: { after(act: () => unknown): void }) {
	const { server } = await filledServer(context, { reviewLanes });
	const author = await tokenOf(server, 'Desk one');
	const written = await server.write(
		'POST',
		'/v1/drafts',
		{ id: 'prices', title: 'A new price list', kind: 'announcement', body: 'It is valid from today.' },
		{ authorization: `Bearer ${author}` },
	);
	assert.equal(written.status, 201, written.text);
	return { server, author, reviewer: await tokenOf(server, 'Desk two') };
}

test(
	'another person objects and accepts, and the author reads it without a reload',
	long,
	async (context) => {
		const { server, author, reviewer } = await aDraft(context);
		const one = await aConsole(chrome(), server, { token: author });
		const two = await aConsole(chrome(), server, { token: reviewer });
		await waitingIn(one.page)
			.getByText(/^Legal: .+ left$/)
			.waitFor();
		assert.equal(
			await waitingIn(one.page)
				.getByRole('button', { name: /^Accept,/ })
				.count(),
			0,
			'not the author',
		);
		const waiting = waitingIn(two.page);
		await waiting.getByRole('button', { name: /^Object, Legal review: / }).click();
		const dialog = two.page.getByRole('dialog');
		await dialog.getByRole('heading', { name: 'What is wrong with it?' }).waitFor();
		assert.deepEqual(await violations(two.page), []);
		await dialog.getByRole('button', { name: 'Object' }).click();
		await dialog.getByText('Say in a sentence what must change.').waitFor();
		await dialog.getByLabel('Why you object').fill('It promises a refund.');
		await dialog.getByRole('button', { name: 'Object' }).click();
		await waitingIn(one.page).getByText('Legal: objected by Desk two').waitFor();
		await waitingIn(one.page).getByText('“It promises a refund.”').waitFor();
		for (const { page } of [one, two]) assert.deepEqual(await violations(page), []);
		await waiting.getByRole('button', { name: /^Accept, Technical review: / }).click();
		await waiting.getByText('Technical: accepted by Desk two').waitFor();
		await waiting.getByRole('button', { name: /^Accept, Legal review: / }).click();
		await waitingIn(one.page).getByText('Legal: accepted by Desk two').waitFor();
		await waitingIn(one.page)
			.getByRole('button', { name: /^Publish: / })
			.click();
		await one.page.getByText('Published: A new price list').first().waitFor();
		assert.deepEqual([...one.problems, ...two.problems], []);
	},
);

test('a draft that a lane holds up is published with a reason only', long, async (context) => {
	const { server, author } = await aDraft(context);
	const { page, problems } = await aConsole(chrome(), server, { token: author, width: 390, theme: 'dark' });
	await waitingIn(page)
		.getByRole('button', { name: /^Publish: / })
		.click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('heading', { name: 'Publish without a review?' }).waitFor();
	assert.deepEqual(await violations(page), []);
	await dialog.getByLabel('Why it cannot wait').fill('Customers read the old prices.');
	await dialog.getByRole('button', { name: 'Publish now' }).click();
	await page
		.getByText(/Published without a review:/)
		.first()
		.waitFor();
	await page.getByText(/by Desk one\. Customers read the old prices\./).waitFor();
	assert.deepEqual(
		problems.filter((text) => !/ 409 /.test(text)),
		[],
	);
});
