/** Every screen, light and dark, on a phone and a desktop: axe finds nothing, and no policy is violated. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isTooWide, violations } from '../support/accessibility.ts';
import { aConsole, aConsolePage } from '../support/console.ts';
import { filledServer } from '../support/filled-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

for (const width of [390, 1280])
	for (const theme of ['light', 'dark'] as const)
		describe(`at ${width} px, ${theme}`, () => {
			test('the sign-in is clean', async (context) => {
				const { server } = await filledServer(context);
				const { page } = await aConsolePage(chrome(), server, { width, theme });
				await page.getByLabel('Operator token').waitFor();
				assert.deepEqual(await violations(page), []);
			});

			test('the review of a notice is clean', { timeout: 120_000 }, async (context) => {
				const { server } = await filledServer(context);
				const { page } = await aConsole(chrome(), server, { width, theme, path: '/publish' });
				await page.locator('#title').fill('Exports are failing');
				await page.getByRole('button', { name: 'Review' }).first().click();
				await page.locator('candor-timeline').getByText('Exports are failing').first().waitFor();
				assert.deepEqual(await violations(page), []);
			});

			test('every screen is clean', { timeout: 180_000 }, async (context) => {
				const { server, notice } = await filledServer(context);
				const { page, problems } = await aConsole(chrome(), server, { width, theme });
				const names = [
					'publish',
					'components',
					'maintenance',
					'templates',
					'drills',
					'channels',
					'alerts',
					'subscribers',
					'settings',
					'support',
					'audit',
					'tokens',
					`notices/${notice}`,
				];
				for (const path of ['', ...names.map((name) => `/${name}`)]) {
					await page.goto(`${server.url}/console${path}`);
					await page.locator('main h1').first().waitFor();
					if (path === '') await page.locator('candor-timeline').getByText('Search is slow').waitFor();
					assert.deepEqual(await violations(page), [], path);
					assert.equal(await isTooWide(page), false, path);
				}
				assert.deepEqual(problems, []);
			});
		});
