/** How much of the window the bar and its details cover, with long texts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { atRest, barPages, partsOf } from './pages.ts';
import { windows } from './windows.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
const { open } = barPages(chrome);
const rows: string[] = [];

/** The heights of the bar and of the details, CSS pixels, and the number of lines of the bar. */
async function measured(page: Page) {
	const { header, card, toggle } = partsOf(page);
	const lines = await header.evaluate((node) => {
		// The middles of the texts and buttons that are shown: those of one line are at one height.
		const middles = [...node.children]
			.map((child) => child.getBoundingClientRect())
			.filter(({ height }) => height > 0)
			.map(({ top, height }) => top + height / 2)
			.sort((one, other) => one - other);
		return middles.filter((middle, index) => index === 0 || middle - (middles[index - 1] as number) > 8)
			.length;
	});
	const bar = (await card.boundingBox())?.height ?? 0;
	await toggle.click();
	await atRest(page);
	return { lines, bar, details: (await card.boundingBox())?.height ?? 0 };
}

const percent = (part: number): string => `${Math.round(part * 1000) / 10} %`;

for (const { name, width, height, zoom = 1, root, most, mostPart, lines, detailsPart } of windows)
	for (const notices of [1, 3] as const)
		test(`${name}, ${notices} notices: the bar has ${lines} lines, at most ${most} px, and its details at most ${percent(detailsPart)}`, async () => {
			const page = await open(
				{ head: root ? `<style>html{font-size:${root}px}</style>` : '', body: '<p>The page</p>' },
				{ window: { width, height }, notices, context: { deviceScaleFactor: zoom } },
			);
			const seen = await measured(page);
			const cells = [name, notices, seen.lines, `${Math.round(seen.bar)} px`, percent(seen.bar / height)];
			rows.push(`| ${[...cells, percent(seen.details / height)].join(' | ')} |`);
			assert.equal(seen.lines, lines, 'lines of the bar');
			assert.ok(seen.bar >= 44 && seen.bar <= most, `the bar is ${seen.bar} px high`);
			assert.ok(seen.bar / height <= mostPart, `the bar covers ${percent(seen.bar / height)}`);
			assert.ok(seen.details / height <= detailsPart + 0.001, `details: ${percent(seen.details / height)}`);

			const { details, header } = partsOf(page);
			const places = async () => (await header.boundingBox()) ?? { y: Number.NaN, height: 0 };
			const before = await places();
			assert.ok(before.y >= 0 && before.y + before.height <= height, 'the header is in sight');
			const canScroll = await details.evaluate((node) => node.scrollHeight > node.clientHeight + 1);
			await details.evaluate((node) => node.scrollBy({ top: 1e6, behavior: 'instant' }));
			assert.equal(await details.evaluate(({ scrollTop }) => scrollTop > 0), canScroll);
			assert.ok(canScroll || notices === 1, 'the details of three notices are longer than their room');
			assert.deepEqual(await places(), before);
		});

test('the document lists what was measured', (context) => {
	const listedRows = readFileSync('docs/reference/bar.md', 'utf8').replaceAll(/ +/g, ' ').split('\n');
	context.diagnostic(['', ...rows].join('\n'));
	assert.equal(rows.length, windows.length * 2);
	const numbersOf = (line: string): number[] => [...line.matchAll(/[\d.]+(?= px| %| \||$)/g)].map(Number);
	for (const row of rows) {
		const [name = ''] = row.match(/^\|[^|]+\|[^|]+\|/) ?? [];
		const listed = listedRows.find((line) => line.startsWith(name));
		assert.ok(listed, `docs/reference/bar.md has no row ${row}`);
		// With the font of another machine a text may be a line longer: 22 px, at most 2.8 % of a window.
		const wrong = numbersOf(row).some(
			(number, index) => Math.abs(number - (numbersOf(listed)[index] ?? -9)) > 2.8,
		);
		assert.ok(!wrong, `docs/reference/bar.md has ${listed}, and measured was ${row}`);
	}
});
