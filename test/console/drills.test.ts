/** Drills in the console: the server plays them, the screen shows how far they are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { aConsole } from '../support/console.ts';
import { fastClock } from '../support/fast-clock.ts';
import { filledServer } from '../support/filled-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer, token } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const long = { timeout: 180_000 };
const asOperator = { headers: { authorization: `Bearer ${token}` } };

interface ShownDrill {
	readonly id: string;
	readonly state: string;
	readonly title: string;
	readonly scorecard: { readonly resolved: number; readonly postmortems: number };
}

test(
	'a drill goes on when its tab is closed, and its scorecard is there afterwards',
	long,
	async (context) => {
		// Ten times faster than real time: the scenario takes some seconds.
		const server = await aServer(context, { clock: fastClock(10, Date.now()) });
		const { page, problems } = await aConsole(chrome(), server, { path: '/drills' });
		await page.getByText('No drill has ended yet.').first().waitFor();
		await page.getByRole('radio', { name: /^Card payments fail/ }).check();
		await page.getByText('It is over in 3 min.').waitFor();
		await page.getByLabel('Speed').selectOption('60');
		await page.getByText('It is over in 1 min.').waitFor();
		await page.getByRole('button', { name: 'Start', exact: true }).click();
		await page.getByRole('heading', { name: 'Card payments fail is running' }).waitFor();
		await page.getByText(/^\d of 7 steps played$/).waitFor();
		await page.getByText('Card authorisations fail').waitFor();
		await page.close();
		const drills = async (): Promise<readonly ShownDrill[]> =>
			(await server.request('/v1/drills', asOperator)).body.drills;
		for (;;) {
			const [drill] = await drills();
			if (drill?.state === 'ended') break;
			await delay(200);
		}
		const [ended] = await drills();
		assert.deepEqual([ended?.scorecard.resolved, ended?.scorecard.postmortems], [1, 1]);
		const { page: another, problems: others } = await aConsole(chrome(), server, { path: '/drills' });
		await another.getByRole('row', { name: /Resolved, with a post-mortem 1, 1/ }).waitFor();
		assert.deepEqual([...problems, ...others], []);
	},
);

test(
	'with operators who publish, a drill is watched by a link, ended and compared',
	long,
	async (context) => {
		const { server } = await filledServer(context);
		const { page, problems } = await aConsole(chrome(), server, { path: '/drills' });
		for (const number of [0, 1]) {
			await page.getByRole('radio').nth(number).check();
			await page.getByLabel('Operators publish').check();
			await page.getByRole('button', { name: 'Start', exact: true }).click();
			await page.getByRole('heading', { name: / is running$/ }).waitFor();
			await page.getByText(/candor open "…" --url http/).waitFor();
			await page.getByRole('button', { name: /^Link to watch/ }).click();
			const address = (await page.getByRole('status').locator('code').textContent()) ?? '';
			assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/drills\/\w+#drill\./);
			await page.getByRole('button', { name: /^End / }).click();
			await page.getByRole('heading', { name: / is running$/ }).waitFor({ state: 'detached' });
		}
		await page.getByRole('row', { name: /Time to the first notice none none/ }).waitFor();
		const { drills } = (await server.request('/v1/drills', asOperator)).body;
		assert.deepEqual(
			drills.map(({ state }: ShownDrill) => state),
			['ended', 'ended'],
		);
		assert.deepEqual(problems, []);
	},
);

test(
	'operators publish in the console of a drill, and the console of the server knows nothing of it',
	long,
	async (context) => {
		const { server } = await filledServer(context);
		const before = (await server.request('/v1/snapshot')).body.seq;
		const { page, problems } = await aConsole(chrome(), server, { path: '/publish' });
		await page.getByRole('textbox', { name: 'Title' }).fill('Words for customers');
		await page.getByRole('link', { name: 'Drills' }).click();
		await page.getByLabel('Operators publish').check();
		await page.getByRole('button', { name: 'Start', exact: true }).click();
		await page.getByRole('heading', { name: / is running$/ }).waitFor();
		const opened = page.waitForEvent('popup');
		await page.getByRole('link', { name: /^Open the console of / }).click();
		const drill = await opened;
		await drill.getByRole('note').getByText('Customers see nothing of what you publish here.').waitFor();
		await drill.getByText('Live', { exact: true }).waitFor();
		assert.deepEqual(
			await drill.getByRole('navigation', { name: 'Screens' }).getByRole('link').allTextContents(),
			[...['Now', 'Publish', 'Components', 'Maintenance', 'Templates', 'Support', 'Audit']],
		);
		await drill.getByRole('navigation').getByRole('link', { name: 'Publish' }).click();
		const title = drill.getByRole('textbox', { name: 'Title' });
		assert.equal(await title.inputValue(), '', 'what is written outside is not offered here');
		await title.fill('Zebra payments fail');
		await drill.getByRole('button', { name: 'Review' }).click();
		await drill.getByRole('button', { name: 'Publish now' }).click();
		await drill.getByText('Published: DRILL: Zebra payments fail').first().waitFor();
		await drill.getByRole('navigation').getByRole('link', { name: 'Now' }).click();
		await drill.getByRole('heading', { name: 'DRILL: Zebra payments fail' }).first().waitFor();
		// By the drill's own stream, without a reload.
		const live = new URL(drill.url()).pathname.replace(/\/console.*/, '');
		const resolve = { body: 'Zebra payments work again.' };
		const { body: list } = await server.request(`${live}/v1/notices`, asOperator);
		await server.write('POST', `${live}/v1/notices/${list.notices[0].id}/resolve`, resolve);
		await drill.getByText('Nothing is open.').waitFor();
		await drill.getByRole('navigation').getByRole('link', { name: 'Audit' }).click();
		// An entry is open when its line is pressed.
		const entry = drill.locator('console-audit td', { hasText: 'Zebra payments fail' });
		await entry.first().waitFor({ state: 'attached' });
		const { body: snapshot, text } = await server.request('/v1/snapshot');
		assert.equal(snapshot.seq, before);
		assert.ok(!text.includes('Zebra'));
		await page.getByRole('button', { name: /^End / }).click();
		await page.getByRole('heading', { name: / is running$/ }).waitFor({ state: 'detached' });
		await page.getByRole('link', { name: 'Publish' }).click();
		assert.equal(await page.getByRole('textbox', { name: 'Title' }).inputValue(), 'Words for customers');
		assert.deepEqual(problems, []);
	},
);
