/** The plots of the trust report: their figures, their directions, and the policy of the page. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { TrustReport } from '../../../src/model/report/trust-report.ts';
import { violations } from '../../support/accessibility.ts';
import { aJumpingClock } from '../../support/jumping-clock.ts';
import { aBrowser } from '../../support/page.ts';
import { aStory, hour, minute, type Story } from '../http/statuspage/story.ts';

const chrome = aBrowser();
const day = 24 * hour;

/** Incidents in four months: their days, impacts, components and minutes. */
const incidents = [
	[3, 'minor', 'checkout', 'degraded', 30],
	[9, 'critical', 'cards', 'major-outage', 120],
	[30, 'major', 'cards', 'partial-outage', 60],
	[31, 'none', 'search', 'degraded', 15],
	[32, 'critical', 'transfers', 'major-outage', 45],
	[70, 'minor', 'checkout', 'degraded', 240],
] as const;

async function fourMonths(context: TestContext): Promise<Story> {
	const clock = aJumpingClock(Date.UTC(2030, 0, 31));
	const story = await aStory(context, { clock });
	let now = 0;
	for (const [index, [at, impact, component, status, minutes]] of incidents.entries()) {
		const id = `n${index}`;
		clock.jump(at * day - now);
		const affected = [{ component, status }];
		await story.write('POST', '/v1/notices', { id, title: `Incident ${index}`, impact, affected });
		clock.jump(minutes * minute);
		await story.write('POST', `/v1/notices/${id}/resolve`, { body: 'Over.' });
		now = at * day + minutes * minute;
	}
	clock.jump(hour);
	return story;
}

interface Mark {
	readonly name: string;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}
const marksOf = (svg: string): Mark[] =>
	[
		...svg.matchAll(/<rect class="(\w)" x="([\d.-]+)%" y="([\d.]+)" width="([\d.]+)%" height="([\d.]+)"\/>/g),
	].map(([, name = '', ...numbers]) => {
		const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number);
		return { name, x, y, width, height };
	});
const plotIn = (html: string, id: string): string =>
	new RegExp(`<svg class="pl"[^>]*aria-labelledby="${id}-title"[\\s\\S]*?</svg>`).exec(html)?.[0] ?? '';
const textOf = (svg: string, tag: string): string =>
	new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`).exec(svg)?.[1] ?? '';
const near = (one: number, other: number): boolean => Math.abs(one - other) < 0.05;

const classes = { none: 'n', minor: 'd', major: 'p', critical: 'o' } as const;

describe('the plots of the trust report', () => {
	it('have the heights and widths of the figures', async (context) => {
		const story = await fourMonths(context);
		const report: TrustReport = (await story.request('/report.json')).body;
		const html = (await story.request('/report')).text;
		const svg = plotIn(html, 'incidents-plot');
		const marks = marksOf(svg);
		const labels = [...svg.matchAll(/<text[^>]*>(\d+)<\/text>/g)].map(([, text]) => Number(text));
		const [unit = 0] = marks.filter(({ name }) => name === 'n').map(({ height }) => height);
		assert.ok(unit > 0);
		const expected = report.months.flatMap(({ incidents }) =>
			(['none', 'minor', 'major', 'critical'] as const).flatMap((impact) =>
				incidents[impact] > 0 ? [[classes[impact], incidents[impact]]] : [],
			),
		);
		assert.deepEqual(
			marks.map(({ name, height }) => [name, Math.round(height / unit)]),
			expected,
		);
		assert.equal(
			expected.reduce((sum, [, count]) => sum + Number(count), 0),
			incidents.length,
		);
		assert.deepEqual(labels, [0, 2, 4]);
		assert.match(textOf(svg, 'desc'), /^January 2030: 0; February 2030: 2; March 2030: 3; April 2030: 1$/);
		for (const component of report.components) {
			const bar = plotIn(html, `time-${component.id}`);
			const all = report.components.map(({ minutes }) =>
				Object.values(minutes).reduce((sum, each) => sum + each),
			);
			const sum = Object.values(component.minutes).reduce((total, each) => total + each);
			const width = marksOf(bar).reduce((total, each) => total + each.width, 0);
			assert.ok(near(width, (sum / Math.max(...all)) * 100), `${component.id} is ${width} % wide`);
		}
		assert.equal(textOf(plotIn(html, 'time-cards'), 'desc'), 'Major outage: 2 hours; Partial outage: 1 hour');
	});

	it('begin at the other side in a language that is read from right to left', async (context) => {
		const story = await fourMonths(context);
		const [ltr, rtl] = await Promise.all(
			['en', 'ar'].map(async (language) => {
				const html = (await story.request(`/report?lang=${language}`)).text;
				return marksOf(plotIn(html, 'incidents-plot'));
			}),
		);
		assert.equal(ltr?.length, rtl?.length);
		for (const [index, { x, width }] of (ltr ?? []).entries())
			assert.ok(near(100 - x - width, rtl?.[index]?.x ?? 0), `mark ${index}`);
	});

	it('are left out where nothing happened', async (context) => {
		const story = await aStory(context);
		story.clock.advance(hour);
		const html = (await story.request('/report')).text;
		assert.equal(marksOf(html).length, 0);
		assert.doesNotMatch(html, /NaN|Infinity/);
	});

	it('need no style that the policy of the page forbids, and no script', async (context) => {
		const story = await fourMonths(context);
		for (const [path, colorScheme] of [
			['/report', 'light'],
			['/report?lang=ar', 'dark'],
		] as const) {
			const tab = await chrome().newContext({ colorScheme, viewport: { width: 390, height: 844 } });
			context.after(() => tab.close());
			const page = await tab.newPage();
			await page.addInitScript(() => {
				const seen: string[] = [];
				Object.assign(globalThis, { violations: seen });
				addEventListener('securitypolicyviolation', ({ violatedDirective }) => seen.push(violatedDirective));
			});
			await page.goto(story.url + path);
			const found = await page.evaluate(() => {
				const svg = document.querySelector('svg.pl');
				const rect = svg?.querySelector('rect');
				return {
					violations: (globalThis as unknown as { violations: string[] }).violations,
					fill: rect && getComputedStyle(rect).fill,
					overflow: document.documentElement.scrollWidth - innerWidth,
					width: svg?.getBoundingClientRect().width ?? 0,
				};
			});
			assert.deepEqual(found.violations, []);
			assert.notEqual(found.fill, 'rgb(0, 0, 0)');
			assert.ok(found.overflow <= 0, `${found.overflow} px too wide`);
			assert.ok(found.width > 300, `${found.width} px`);
			const checked = await (await chrome().newContext({ colorScheme, bypassCSP: true })).newPage();
			context.after(() => checked.context().close());
			await checked.goto(story.url + path);
			assert.deepEqual(await violations(checked), [], path);
		}
	});
});
