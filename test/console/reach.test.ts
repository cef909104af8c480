/** How far a notice reached, on its screen: no number below ten, and the export by day. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from '../support/accessibility.ts';
import { aConsole } from '../support/console.ts';
import { withComponents } from '../support/filled-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer, type TestServer } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

async function visit({ request }: TestServer, visitors: number, entry: object): Promise<void> {
	const body = JSON.stringify({ counts: [entry] });
	for (let visitor = 0; visitor < visitors; visitor++)
		assert.equal((await request('/v1/counts', { method: 'POST', body })).status, 202);
}

test('a notice shows its reach from ten browsers on, and the returns by day are a file', {
	timeout: 120_000,
}, async (context) => {
	const server = await aServer(context, { counts: true });
	await withComponents(server);
	await server.write('POST', '/v1/notices', { id: 'pay', title: 'Card payments fail', impact: 'major' });
	await visit(server, 9, { of: 'shown', notice: 'pay', update: 1 });
	const { page, problems } = await aConsole(chrome(), server, { path: '/notices/pay' });
	const reach = page.getByRole('region', { name: 'Reach' });
	await reach.getByRole('row', { name: 'Shown below 10' }).waitFor();
	await reach.getByText('fewer than 10 live connections').waitFor();
	assert.doesNotMatch((await reach.textContent()) ?? '', /\b9\b/);
	await visit(server, 1, { of: 'shown', notice: 'pay', update: 1 });
	await server.write('POST', '/v1/notices/pay/resolve', { body: 'Payments work again.' });
	await visit(server, 10, { of: 'shown', notice: 'pay', update: 2 });
	await visit(server, 12, { of: 'saw', notice: 'pay' });
	await page.reload();
	await reach.getByRole('row', { name: 'Shown about 10' }).waitFor();
	assert.deepEqual(await violations(page), []);
	const saved = page.waitForEvent('download');
	await reach.getByRole('button', { name: 'Export returns by day (CSV)' }).click();
	assert.equal((await saved).suggestedFilename(), 'returns.csv');
	assert.deepEqual(problems, []);
});

test('a server that does not count shows what it has delivered, and no counts', {
	timeout: 120_000,
}, async (context) => {
	const server = await aServer(context);
	await server.write('POST', '/v1/notices', { id: 'pay', title: 'Card payments fail', impact: 'major' });
	const { page } = await aConsole(chrome(), server, { path: '/notices/pay' });
	const reach = page.getByRole('region', { name: 'Reach' });
	await reach.getByText('fewer than 10 live connections').waitFor();
	assert.equal(await reach.getByRole('table').count(), 0);
});
