/** The calendar of maintenance: a series is planned, its occurrences are moved, cancelled and put back. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { aConsole } from '../support/console.ts';
import { filledServer } from '../support/filled-server.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const long = { timeout: 120_000 };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

/** A Sunday of the month after the next one, so that nothing is announced yet. */
function aSunday(): string {
	const now = new Date();
	const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 1));
	first.setUTCDate(1 + ((7 - first.getUTCDay()) % 7));
	return first.toISOString().slice(0, 10);
}
const addDays = (day: string, days: number): string =>
	new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const weekly = (day: string) => ({
	...{ id: 'db', title: 'Database upgrade', affected: [{ component: 'reports' }] },
	...{ zone: 'Asia/Tokyo', start: `${day}T12:00`, duration: '2h', rrule: 'FREQ=WEEKLY;BYDAY=SU' },
});

/** In the calendar: the list below it has buttons for the whole series, and is there before. */
const anOccurrence = (page: Page) =>
	page.getByRole('button', { name: /Database upgrade Not announced yet/ }).first();

async function toMonthOf(page: Page): Promise<void> {
	for (let month = 0; month < 2; month++) await button(page, 'Next month').click();
}

test(
	'maintenance that recurs is planned; the next five are shown in UTC and in the zone before',
	long,
	async (context) => {
		const { server } = await filledServer(context);
		const { page, problems } = await aConsole(chrome(), server, { path: '/maintenance' });
		await page.locator('#title').fill('Index upgrade');
		await page.locator('#from').fill('23:00');
		await page.locator('#until').fill('01:00');
		await page.locator('#zone').selectOption('Asia/Tokyo');
		await button(page, 'Next').click();
		await page.locator('calendar-month').getByRole('button', { name: /15/ }).first().click();
		await page.getByRole('checkbox', { name: 'Reports' }).check();
		await page.locator('#repeats').selectOption('date');
		await said(page, 'The next five');
		const next = page.locator('console-maintenance-form li');
		assert.equal(await next.count(), 5);
		assert.match(
			(await next.first().textContent()) ?? '',
			/11:00\sPM.*1:00\sAM \(Asia\/Tokyo\), .*2:00.*4:00\sPM \(UTC\)/,
		);
		await page.locator('#repeats').selectOption('custom');
		await page.locator('#rule').fill('FREQ=SECONDLY');
		await said(page, /"SECONDLY" is none of them/);
		await page.locator('#repeats').selectOption('date');
		await said(page, 'The next five');
		await page.locator('#ahead').selectOption('1d');
		await button(page, 'Announce').click();
		await said(page, 'Planned: Index upgrade');
		const { series } = (await server.write('GET', '/v1/series')).body;
		assert.deepEqual(
			[series[0].rrule, series[0].duration, series[0].announceAhead, series[0].start.slice(10)],
			['FREQ=MONTHLY;BYMONTHDAY=15', '120m', '1d', 'T23:00'],
		);
		await said(page, /FREQ=MONTHLY;BYMONTHDAY=15, from .* 23:00 in Asia\/Tokyo/);
		await button(page, 'Next month').click();
		await page
			.getByRole('button', { name: /Index upgrade.*Not announced yet/ })
			.first()
			.waitFor();
		assert.deepEqual(problems, []);
	},
);

test(
	'an occurrence is moved, cancelled and put back, each with undo, by keyboard too',
	long,
	async (context) => {
		const { server } = await filledServer(context);
		const day = aSunday();
		const made = await server.write('POST', '/v1/series', weekly(day));
		assert.equal(made.status, 201, made.text);
		const { page, problems } = await aConsole(chrome(), server, { path: '/maintenance' });
		await toMonthOf(page);
		const entry = anOccurrence(page);
		const occurrence = async () => (await server.write('GET', '/v1/series/db')).body.occurrences[0];
		/** Until the server says so. */
		const until = async (isDone: () => Promise<boolean>) => {
			const deadline = Date.now() + 20_000;
			while (!(await isDone())) {
				assert.ok(Date.now() < deadline, JSON.stringify(await occurrence()));
				await page.waitForTimeout(50);
			}
		};
		await entry.focus();
		await page.keyboard.press('Enter');
		await said(page, /12:00.*2:00.PM \(Asia\/Tokyo\)/);
		await page.locator('console-occurrence #until').fill('16:00');
		await button(page, 'Move').click();
		await said(page, 'Moved.');
		assert.equal((await occurrence()).endInZone, `${day}T16:00:00+09:00`);
		await page.getByRole('button', { name: /^Undo/ }).click();
		await until(async () => (await occurrence()).moved === false);
		await entry.click();
		await button(page, 'Cancel this one').click();
		await said(page, `Cancelled: ${day}.`);
		await page
			.getByRole('button', { name: /Database upgrade Cancelled/ })
			.first()
			.waitFor();
		assert.equal((await occurrence()).state, 'cancelled');
		await page
			.getByRole('button', { name: /Database upgrade Cancelled/ })
			.first()
			.click();
		await button(page, 'Put back').click();
		await said(page, 'It is no longer cancelled.');
		assert.equal((await occurrence()).state, 'planned');
		await page.keyboard.press('Escape');
		await button(page, /^Remove/).click();
		await button(page, /^Remove now/).click();
		await said(page, 'Removed: Database upgrade. What is announced stays.');
		const series = async () => (await server.write('GET', '/v1/series')).body.series;
		assert.deepEqual(await series(), []);
		await page.getByRole('button', { name: /^Undo/ }).last().click();
		await until(async () => (await series()).length === 1);
		assert.deepEqual(problems, []);
	},
);

test(
	'a month that is chosen while another one still loads is shown without a further wait',
	long,
	async (context) => {
		const { server } = await filledServer(context);
		await server.write('POST', '/v1/series', weekly(aSunday()));
		const { page, problems } = await aConsole(chrome(), server);
		let release = (): void => undefined;
		const isChosen = new Promise<void>((resolve) => {
			release = resolve;
		});
		await page.route(/\/v1\/series\?/, async (route) => {
			await isChosen;
			await route.continue();
		});
		await page.getByRole('link', { name: 'Maintenance' }).first().click();
		await toMonthOf(page);
		release();
		// Much less than the fifteen seconds after which the screen asks again by itself.
		await page
			.getByRole('button', { name: /Database upgrade Not announced yet/ })
			.first()
			.waitFor({ timeout: 10_000 });
		assert.deepEqual(problems, []);
	},
);

for (const width of [390, 1280])
	for (const theme of ['light', 'dark'] as const)
		describe(`at ${width} px, ${theme}`, () => {
			test('the calendar, the form of a series and an occurrence are clean', long, async (context) => {
				const { server } = await filledServer(context);
				const day = aSunday();
				await server.write('POST', '/v1/series', weekly(day));
				await server.write('POST', `/v1/series/db/occurrences/${addDays(day, 7)}/cancel`, {});
				const { page, problems } = await aConsole(chrome(), server, { path: '/maintenance', width, theme });
				await toMonthOf(page);
				const entry = anOccurrence(page);
				await entry.waitFor();
				await page.locator('#repeats').selectOption('custom');
				const seen = process.env.CANDOR_SHOTS;
				const shoot = (name: string) =>
					seen && page.screenshot({ path: `${seen}/${name}-${width}-${theme}.png`, fullPage: true });
				await page.evaluate(axe.source);
				const violations = () =>
					page.evaluate(async () => {
						const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
						const { violations } = await axe.run(document, { resultTypes: ['violations'] });
						return violations.map(
							({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
						);
					});
				assert.deepEqual(await violations(), []);
				await shoot('calendar');
				assert.equal(
					await page.evaluate(
						() => document.documentElement.scrollWidth > document.documentElement.clientWidth,
					),
					false,
				);
				await entry.click();
				await page.locator('dialog').waitFor();
				assert.deepEqual(await violations(), []);
				await shoot('occurrence');
				assert.deepEqual(problems, []);
			});
		});
