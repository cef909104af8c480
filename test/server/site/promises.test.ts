/** What post-mortems promised: the page and the feed that keep each promise in sight. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { violations } from '../../support/accessibility.ts';
import { aBrowser } from '../../support/page.ts';
import { after, anIncident, aStory, hour, type Story } from '../http/statuspage/story.ts';
import { hostile } from './hostile.ts';

const chrome = aBrowser();
const day = 24 * hour;

const actions = (...all: (readonly [title: string, state: string, dueBy: string | null])[]) =>
	all.map(([title, state, dueBy]) => ({ title, state, dueBy }));

/** A post-mortem with one action that is overdue, one that moved, one without a date, and one that is done. */
async function aPromise(context: TestContext, options = {}): Promise<Story> {
	const story = await aStory(context, options);
	await anIncident(story);
	const write = (...all: Parameters<typeof actions>) =>
		story.write('PUT', '/v1/notices/cards-fail/postmortem', {
			...{ title: 'Why cards failed', body: 'It expired.', actions: actions(...all) },
		});
	await write(
		['Renew certificates a month earlier', 'planned', after(2 * day)],
		['Add a second certificate', 'planned', after(3 * day)],
		['Watch the dates', 'planned', null],
		['Alert on errors of cards', 'in-progress', after(4 * day)],
	);
	story.clock.advance(3 * day);
	await write(
		['Renew certificates a month earlier', 'in-progress', after(2 * day)],
		['Add a second certificate', 'in-progress', after(9 * day)],
		['Watch the dates', 'planned', null],
		['Alert on errors of cards', 'done', after(4 * day)],
	);
	return story;
}

const read = async (story: Story, path: string): Promise<string> => {
	const { status, text } = await story.request(path);
	assert.equal(status, 200, text);
	return text;
};

/** The texts of the list, one line each. */
const linesOf = (html: string): string[] =>
	(/<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '')
		.replace(/<svg[\s\S]*?<\/svg>/g, '')
		.replace(/<\/(?:p|h\d)>/g, '\n')
		.replace(/<[^>]*>/g, '')
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);

describe('the page of promises', () => {
	it('has what is overdue first, then what is to do, and what is done, with their dates', async (context) => {
		const story = await aPromise(context);
		const after = 'After “Card payments are failing”';
		assert.deepEqual(linesOf(await read(story, '/promises')), [
			'What we promised',
			'After an incident we say what we will change. Each promise stays here, also when it is done.',
			'Still to do',
			'Renew certificates a month earlier',
			'In progress · Overdue: promised by 2 Feb 2030',
			...['Promised on 31 Jan 2030', after],
			'Add a second certificate',
			'In progress · by 9 Feb 2030',
			...['Promised on 31 Jan 2030 · at first by 3 Feb 2030', after],
			'Watch the dates',
			'Planned',
			...['Promised on 31 Jan 2030', after],
			'Done',
			'Alert on errors of cards',
			'Done on 3 Feb 2030',
			...['Promised on 31 Jan 2030', after],
		]);
	});

	it('is linked from every page once there is a promise, and loses those of a retracted notice', async (context) => {
		const story = await aStory(context);
		assert.doesNotMatch(await read(story, '/'), /promises/);
		assert.match(await read(story, '/promises'), /No promises yet\./);
		const filled = await aPromise(context);
		assert.match(await read(filled, '/'), /<a href="promises">What we promised<\/a>/);
		assert.match(await read(filled, '/notices/cards-fail'), /<a href="\.\.\/promises">/);
		await filled.write('POST', '/v1/notices/cards-fail/retract', { reason: 'Another page.' });
		assert.match(await read(filled, '/promises'), /No promises yet\./);
		assert.doesNotMatch(await read(filled, '/'), /promises/);
	});

	it('is in the language of the reader, and says which one a title has', async (context) => {
		const story = await aPromise(context);
		const arabic = await read(story, '/promises?lang=ar');
		assert.match(arabic, /<html lang="ar" dir="rtl">/);
		assert.match(arabic, /<span lang="en" dir="ltr">Watch the dates<\/span>/);
		assert.match(arabic, /href="notices\/cards-fail\?lang=ar"/);
		assert.match(await read(story, '/promises?lang=de'), /Überfällig: zugesagt bis 2\. Feb\. 2030/);
	});

	it('escapes every text, and is not there without the site', async (context) => {
		const story = await aPromise(context);
		await story.write('PUT', '/v1/notices/cards-fail/postmortem', {
			...{ title: 'Why', body: 'x', actions: actions([hostile, 'planned', null]), dropActions: true },
		});
		for (const path of ['/promises', '/promises.atom'])
			assert.doesNotMatch(await read(story, path), /<b>|<!-- /, path);
		const without = await aPromise(context, { site: false });
		assert.equal((await without.request('/promises')).status, 404);
		assert.equal((await without.request('/promises.atom')).status, 200);
	});

	it('has no violation that axe finds', async (context) => {
		const story = await aPromise(context);
		for (const [path, colorScheme] of [
			['/promises', 'light'],
			['/promises?lang=ar', 'dark'],
		] as const) {
			const page = await (await chrome().newContext({ colorScheme, bypassCSP: true })).newPage();
			context.after(() => page.context().close());
			await page.goto(story.url + path);
			assert.deepEqual(await violations(page), [], path);
		}
	});
});

describe('the feed of promises', () => {
	it('has an entry for each action, whose time is its last change, and keeps its id', async (context) => {
		const story = await aPromise(context);
		const parse = async () => {
			const text = await read(story, '/promises.atom');
			assert.equal(XMLValidator.validate(text), true);
			const parser = new XMLParser({ isArray: (name) => name === 'entry', parseTagValue: false });
			return parser.parse(text).feed;
		};
		const feed = await parse();
		assert.match(feed.id, /^urn:uuid:[\da-f-]{36}#promises$/);
		const entries: { id: string; title: string; updated: string }[] = feed.entry;
		const done = entries.find(({ title }) => title.includes('Alert on errors of cards'));
		assert.equal(entries.length, 4);
		assert.match(done?.title ?? '', /^Done on 3 Feb 2030/);
		assert.equal(done?.updated, after(3 * day + 40 * 60_000));
		await story.write('PUT', '/v1/notices/cards-fail/postmortem', {
			...{ title: 'Why', body: 'x', dropActions: true },
			actions: actions(['Alert on errors of cards', 'in-progress', null]),
		});
		const other = await read(story, '/promises.atom?component=search');
		assert.doesNotMatch(other, /<entry>/);
		const [again] = (await parse()).entry;
		assert.equal(again.id, done?.id);
		assert.match(again.title, /^In progress/);
	});
});
