/** The steps after an outage, on the screen of a notice that has ended. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from '../support/accessibility.ts';
import { aConsole } from '../support/console.ts';
import { withComponents } from '../support/filled-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

test('steps are marked, marked as not needed with a reason, and taken back', {
	timeout: 120_000,
}, async (context) => {
	const server = await aServer(context);
	await withComponents(server);
	await server.write('POST', '/v1/notices', { id: 'pay', title: 'Card payments fail', impact: 'major' });
	const { page, problems } = await aConsole(chrome(), server, { path: '/notices/pay' });
	await page.getByRole('heading', { name: 'Card payments fail' }).first().waitFor();
	assert.equal(await page.getByText('After the outage').count(), 0);
	await server.write('POST', '/v1/notices/pay/resolve', { body: 'Payments work again.' });
	const list = page.getByRole('region', { name: 'After the outage' });
	await list.getByText('0 of 6 done').waitFor();
	await list.getByRole('button', { name: 'Done: Thanks' }).click();
	await list.getByText('1 of 6 done').waitFor();
	await list.getByRole('button', { name: 'Not needed: Remedy' }).click();
	await list.getByRole('textbox', { name: /Why it is not needed/ }).fill('Only the free plan was affected');
	assert.deepEqual(await violations(page), []);
	await list.getByRole('button', { name: 'Not needed', exact: true }).click();
	await list.getByText('Only the free plan was affected').waitFor();
	await list.getByText('1 of 5 done').waitFor();
	await list.getByRole('button', { name: 'Take back: Remedy' }).click();
	await list.getByText('1 of 6 done').waitFor();
	const postmortem = { title: 'Card payments failed', body: 'A disk was full.', actions: [] };
	assert.equal((await server.write('PUT', '/v1/notices/pay/postmortem', postmortem)).status < 300, true);
	await list.getByText('2 of 6 done').waitFor();
	// The log shows it, so that no mark can be taken back.
	assert.equal(await list.getByRole('button', { name: 'Take back: Post-mortem' }).count(), 0);
	assert.deepEqual(problems, []);
});
