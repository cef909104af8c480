/** The trust report over HTTP: for people, as JSON and as CSV, without delaying a publication. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { violations } from '../../support/accessibility.ts';
import { aFolder } from '../../support/folder.ts';
import { aBrowser } from '../../support/page.ts';
import { aServer } from '../../support/server.ts';
import { wholeComponent } from '../../support/whole.ts';
import { after, anIncident, aStory, hour, type Story } from '../http/statuspage/story.ts';
import { hostile } from './hostile.ts';

const chrome = aBrowser();

/** One incident of 39 minutes that promised an action, read in the next full hour. */
async function aReport(context: TestContext, options = {}): Promise<Story> {
	const story = await aStory(context, options);
	await anIncident(story);
	await story.write('PUT', '/v1/notices/cards-fail/postmortem', {
		...{ title: 'Why cards failed', body: 'It expired.' },
		actions: [{ title: 'Renew earlier', state: 'planned', dueBy: after(48 * hour) }],
	});
	story.clock.advance(hour);
	return story;
}

const read = async (story: Story, path: string): Promise<string> => {
	const { status, text } = await story.request(path);
	assert.equal(status, 200, text);
	return text;
};

const linesOf = (html: string): string[] =>
	(/<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '')
		.replace(/<svg[\s\S]*?<\/svg>|<ul class="lg[\s\S]*?<\/ul>/g, '')
		.replace(/<\/(?:p|h\d|span|strong)>/g, '\n')
		.replace(/<[^>]*>/g, '')
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);

describe('the trust report', () => {
	it('has each figure with its definition', async (context) => {
		const lines = linesOf(await read(await aReport(context), '/report'));
		assert.deepEqual(lines.slice(0, 12), [
			'Trust report',
			'From 1 Jan 2030 to 31 Jan 2030, counted from everything that this page has published.',
			'Incidents',
			'Time to first notice',
			'Half within 0 minutes, nine in ten within 0 minutes',
			'From the beginning of an incident, as we know it today, to the first notice about it.',
			'Time to resolve',
			'Half within 39 minutes, nine in ten within 39 minutes',
			'From the opening of an incident to its end.',
			'Time between updates',
			'Half within 10 minutes, nine in ten within 20 minutes',
			'From one update of an incident to the next.',
		]);
		assert.deepEqual(lines.slice(12, 16), [
			'January 2030',
			'1',
			'Major impact: 1',
			'What we promised and kept',
		]);
		assert.deepEqual(lines.slice(lines.indexOf('What we promised and kept'), lines.indexOf('Components')), [
			'What we promised and kept',
			...['Updates within our target', '3 of 3'],
			'Times between two updates that were within the target for the impact.',
			...['Updates on time', '3 of 3', 'Updates that came before the time we had named.'],
			...['Reports on time', '1 of 1'],
			'Major and critical incidents whose report came within 14 days after the end.',
			...['Remedies', '0', 'Offers after an incident, to make up for it.'],
			...['Promised actions', 'Done: 0 · still to do: 1 · overdue: 0'],
			'What our reports promised, whenever that was.',
			...['How we prepare', 'Drills', 'Nothing to measure'],
			'Exercises that ended in this time. Target: every 90 days.',
		]);
		const cards = lines.indexOf('Card payments');
		assert.deepEqual(lines.slice(cards, cards + 3), [
			'Card payments',
			'68.33% uptime',
			'Major outage: 19 minutes · Degraded: 20 minutes',
		]);
	});

	it('is JSON and CSV too, which keep their tags until something changes', async (context) => {
		const story = await aReport(context);
		const answer = await story.request('/report.json');
		assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
		assert.equal(answer.headers.get('access-control-allow-origin'), '*');
		assert.deepEqual(
			[answer.body.incidents.timeToResolve, answer.body.actions, answer.body.until],
			[{ count: 1, medianMinutes: 39, p90Minutes: 39 }, { done: 0, open: 1, overdue: 0 }, after(hour)],
		);
		const csv = await read(story, '/report.csv');
		assert.match(csv, /^figure,subject,value\r\n/);
		for (const line of ['timeToResolve.medianMinutes,,39', 'month.incidents.major,2030-01,1'])
			assert.ok(csv.includes(`\r\n${line}\r\n`), line);
		const tag = answer.headers.get('etag') ?? '';
		story.clock.advance(hour / 4);
		assert.equal((await story.request('/report.json', { headers: { 'if-none-match': tag } })).status, 304);
		await story.write('POST', '/v1/notices', { id: 'n', title: 'Down', impact: 'minor' });
		const next = await story.request('/report.json', { headers: { 'if-none-match': tag } });
		assert.deepEqual([next.status, next.body.incidents.open], [200, 1]);
	});

	it('is the same after a restart of the server', async (context) => {
		const data = aFolder(context);
		const story = await aReport(context, { data });
		const before = await read(story, '/report.json');
		await story.close();
		const again = await aServer(context, { data, clock: story.clock });
		assert.equal((await again.request('/report.json')).text, before);
	});

	it('escapes every text, for pages and for spreadsheets', async (context) => {
		const story = await aReport(context);
		await story.write('PUT', '/v1/components/checkout', wholeComponent({ name: hostile.slice(0, 80) }));
		await story.write('PUT', '/v1/components/search', wholeComponent({ name: '=HYPERLINK("x"),1' }));
		assert.doesNotMatch(await read(story, '/report'), /<b>|<!-- /);
		const csv = await read(story, '/report.csv');
		assert.ok(csv.includes(`component.name,search,"'=HYPERLINK(""x""),1"\r\n`));
	});

	it('is in seven languages, and only data without the site', async (context) => {
		const story = await aReport(context);
		for (const [language, title] of Object.entries({
			...{ en: 'Trust report', de: 'Vertrauensbericht', fr: 'Rapport de confiance', ja: '信頼性レポート' },
			...{ es: 'Informe de confianza', pt: 'Relatório de confiança', ar: 'تقرير الثقة' },
		})) {
			const html = await read(story, `/report?lang=${language}`);
			assert.ok(html.includes(`<h1>${title}</h1>`), language);
			assert.doesNotMatch(html, /undefined|NaN|\{\w+\}/, language);
		}
		const without = await aReport(context, { site: false });
		assert.equal((await without.request('/report')).status, 404);
		assert.equal((await without.request('/report.json')).status, 200);
	});

	it('has no violation that axe finds', async (context) => {
		const story = await aReport(context);
		for (const [path, colorScheme] of [
			['/report', 'light'],
			['/report?lang=ar', 'dark'],
		] as const) {
			const page = await (await chrome().newContext({ colorScheme, bypassCSP: true })).newPage();
			context.after(() => page.context().close());
			await page.goto(story.url + path);
			assert.deepEqual(await violations(page), [], path);
		}
	});
});
