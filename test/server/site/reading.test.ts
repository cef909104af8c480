/** The pages as plain text, as a text browser or a screen reader has them: nothing depends on the style. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { after, anIncident, aStory, hour, type Story } from '../http/statuspage/story.ts';

async function aFullStory(context: TestContext): Promise<Story> {
	const story = await aStory(context);
	await anIncident(story);
	await story.write('POST', '/v1/notices', {
		...{ id: 'slow', title: 'Search is slow', impact: 'minor', body: 'Ten seconds.' },
		affected: [{ component: 'search', status: 'degraded' }],
		...{ unaffected: ['cards'], workaround: 'Use filters.', actions: ['Rebuilding the index.'] },
	});
	await story.write('POST', '/v1/notices', {
		...{ id: 'plan', kind: 'maintenance', title: 'Database upgrade', body: 'Planned.' },
		window: { start: after(24 * hour), end: after(25 * hour) },
	});
	return story;
}

const blocks = /<\/?(?:h\d|p|li|ul|ol|div|section|article|header|footer|nav|main|candor-\w+)\b[^>]*>/g;

/** The lines of a page, without what is only drawn. */
function linesOf(html: string): string[] {
	const [, body = ''] = /<body>([\s\S]*)<\/body>/.exec(html) ?? [];
	return body
		.replace(blocks, '\n')
		.replace(/<[^>]*>/g, '')
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
}

/** The levels and texts of the headings, in their order. */
const headingsOf = (html: string): [level: number, text: string][] =>
	[...html.matchAll(/<h(\d)[^>]*>([\s\S]*?)<\/h\d>/g)].map(([, level, text = '']) => [
		Number(level),
		text.replace(/<[^>]*>/g, ''),
	]);

function assertInOrder(lines: readonly string[], expected: readonly string[]): void {
	let from = 0;
	for (const part of expected) {
		const at = lines.findIndex((line, index) => index >= from && line.startsWith(part));
		assert.ok(at >= 0, `"${part}" after line ${from} of\n${lines.join('\n')}`);
		from = at + 1;
	}
}

/** One first heading of the highest level, and no level left out on the way down. */
function assertOutline(html: string): void {
	const levels = headingsOf(html).map(([level]) => level);
	assert.equal(levels[0], 1);
	assert.equal(levels.filter((level) => level === 1).length, 1);
	for (const [index, level] of levels.entries())
		assert.ok(level <= (levels[index - 1] ?? 0) + 1, levels.join());
}

describe('a page as plain text', () => {
	it('begins with the status, and then says what is open, planned, there and past', async (context) => {
		const { text } = await (await aFullStory(context)).request('/');
		assertInOrder(linesOf(text), [
			'Larkfield',
			'Some systems are degraded',
			'As of 31 Jan 2030',
			'Open notices',
			'Search is slow',
			'Investigating · 31 Jan 2030',
			'Ten seconds.',
			'Affected: Search',
			'Not affected: Card payments',
			'What you can do now',
			'Use filters.',
			'What we are doing',
			'Rebuilding the index.',
			'Upcoming maintenance',
			'Database upgrade',
			'Components',
			'Payments',
			'Card payments',
			'History',
			'January 2030',
			'Card payments are failing',
			'Incident · 31 Jan 2030',
			'Get updates',
		]);
		assertOutline(text);
	});

	it('of a notice begins with its title and phase, and ends with its first update', async (context) => {
		const story = await aFullStory(context);
		const { text } = await story.request('/notices/cards-fail');
		assertInOrder(linesOf(text), [
			'Larkfield',
			'Card payments are failing',
			'Resolved',
			'Incident · Major impact',
			'31 Jan 2030, 00:01',
			'Affected: Card payments',
			'Updates',
			'Resolved · 31 Jan 2030, 00:40 UTC',
			'Cards work again.',
			'Card payments: Degraded → Working normally',
			'Cause identified · 31 Jan 2030, 00:10 UTC',
			'Investigating · 31 Jan 2030, 00:01 UTC',
			'Cards end with an error.',
			'Get updates',
		]);
		for (const path of ['/notices/cards-fail', '/notices/slow', '/notices/plan', '/notices/none'])
			assertOutline((await story.request(path)).text);
	});

	it('holds nothing that only a picture or a colour says', async (context) => {
		const { text } = await (await aFullStory(context)).request('/');
		for (const [picture] of text.matchAll(/<svg[^>]*>/g))
			assert.match(picture, /aria-hidden="true"|role="img" aria-label="[^"]+"/);
		for (const [, tone, row = ''] of text.matchAll(/<div class="r" data-tone="([^"]+)">(.*?)<\/div>/g))
			assert.match(row, tone === 'degraded' ? /Degraded/ : /Working normally/);
	});
});
