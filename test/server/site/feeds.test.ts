/** The feeds: valid XML and JSON with what RFC 4287, RSS 2.0 and JSON Feed 1.1 require. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { wholeComponent } from '../../support/whole.ts';
import { after, anIncident, aStory, hour, minute, type Story } from '../http/statuspage/story.ts';
import { hostile, hostileInXml } from './hostile.ts';

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	isArray: (name) => ['entry', 'item', 'link'].includes(name),
	parseTagValue: false,
});

/** The text, checked to be well-formed XML, and what it holds. */
async function xml(story: Story, path: string) {
	const { status, headers, text } = await story.request(path);
	assert.equal(status, 200, text);
	assert.equal(XMLValidator.validate(text), true);
	return { text, type: headers.get('content-type'), ...parser.parse(text) };
}

/** An incident with a post-mortem, and maintenance ahead. */
async function aFilledStory(context: Parameters<typeof aStory>[0], options = {}): Promise<Story> {
	const story = await aStory(context, options);
	await anIncident(story);
	await story.write('PUT', '/v1/notices/cards-fail/postmortem', {
		...{ title: 'Why cards failed', body: 'It **expired**.', actions: [] },
	});
	story.clock.advance(minute);
	await story.write('POST', '/v1/notices', {
		...{ id: 'upgrade', kind: 'maintenance', title: 'Database upgrade', body: 'Search is slow.' },
		affected: [{ component: 'search', status: 'maintenance' }],
		window: { start: after(2 * hour), end: after(3 * hour) },
		translations: { de: { title: 'Datenbank wird erneuert', body: 'Die Suche ist langsam.' } },
	});
	return story;
}

describe('the Atom feed', () => {
	it('has what RFC 4287 requires of a feed and of each entry', async (context) => {
		const story = await aFilledStory(context, { publicUrl: 'https://status.larkfield.example' });
		const { feed, type } = await xml(story, '/feed.atom');
		assert.equal(type, 'application/atom+xml; charset=utf-8');
		assert.equal(feed['@xmlns'], 'http://www.w3.org/2005/Atom');
		assert.match(feed.id, /^urn:uuid:[\da-f-]{36}$/);
		assert.deepEqual(
			[feed.title, feed.author, feed.updated],
			['Larkfield · Service status', { name: 'Larkfield' }, after(41 * minute)],
		);
		const links = (of: Record<string, string>[]) =>
			of.map((link) => [link['@rel'] ?? 'alternate', link['@href']]);
		assert.deepEqual(links(feed.link), [
			['alternate', 'https://status.larkfield.example/'],
			['self', 'https://status.larkfield.example/feed.atom'],
		]);
		const [upgrade, cards] = feed.entry;
		assert.equal(feed.entry.length, 2);
		assert.deepEqual(
			[upgrade.id, upgrade.title['#text'], upgrade.updated, upgrade.published],
			[
				'urn:candor:upgrade:20300131004100000',
				'Scheduled: Database upgrade',
				after(41 * minute),
				after(41 * minute),
			],
		);
		assert.deepEqual(
			[cards.title['#text'], cards.updated, cards.published, links(cards.link)],
			[
				'Resolved: Card payments are failing',
				after(40 * minute),
				after(minute),
				[['alternate', 'https://status.larkfield.example/notices/cards-fail']],
			],
		);
		assert.equal(cards.content['@type'], 'html');
		const html: string = cards.content['#text'];
		const order = [
			'Affected: Card payments',
			'Report: Why cards failed',
			'<strong>Resolved</strong> · ',
			'31 Jan 2030, 00:40 UTC',
			'Cards work again.',
			'<strong>Fix in place, monitoring</strong>',
			'<p>Cards end with an <strong>error</strong>. See <a href="https://larkfield.example/cards" rel="noopener nofollow">the list</a>.</p><ul><li>Visa</li>',
		];
		let from = 0;
		for (const part of order) {
			const at = html.indexOf(part, from);
			assert.ok(at >= 0, `${part} after ${from} in ${html}`);
			from = at;
		}
		for (const each of [feed, ...feed.entry])
			assert.equal(new Date(each.updated).toISOString(), each.updated);
	});

	it('keeps ids and times when something is edited, and `updated` grows', async (context) => {
		const story = await aFilledStory(context);
		const entryOf = async () => (await xml(story, '/feed.atom')).feed.entry[0];
		const before = await entryOf();
		story.clock.advance(hour);
		await story.write('PATCH', '/v1/notices/upgrade', { title: 'Search upgrade' });
		const edited = await entryOf();
		assert.deepEqual(
			[edited.id, edited.published, edited.title['#text']],
			[before.id, before.published, 'Scheduled: Search upgrade'],
		);
		assert.equal(edited.updated, after(41 * minute + hour));
	});
});

describe('the RSS feed', () => {
	it('has what RSS 2.0 requires of a channel and of each item', async (context) => {
		const story = await aFilledStory(context);
		const { rss, type } = await xml(story, '/feed.rss');
		assert.equal(type, 'application/rss+xml; charset=utf-8');
		assert.equal(rss['@version'], '2.0');
		const { channel } = rss;
		assert.deepEqual(
			[channel.title, channel.link, channel.description, channel.language],
			['Larkfield · Service status', [`${story.url}/`], 'Service status: Larkfield', 'en'],
		);
		assert.deepEqual(channel['atom:link'], {
			...{ '@href': `${story.url}/feed.rss`, '@rel': 'self', '@type': 'application/rss+xml' },
		});
		const [, cards] = channel.item;
		assert.deepEqual(
			[cards.title, cards.link, cards.guid, cards.pubDate],
			[
				'Resolved: Card payments are failing',
				[`${story.url}/notices/cards-fail`],
				{ '#text': 'urn:candor:cards-fail:20300131000100000', '@isPermaLink': 'false' },
				'Thu, 31 Jan 2030 00:40:00 GMT',
			],
		);
		assert.match(cards.description, /<p>Cards work again\.<\/p>/);
	});
});

describe('the JSON feed', () => {
	it('has what JSON Feed 1.1 requires, and languages', async (context) => {
		const story = await aFilledStory(context);
		const { headers, body } = await story.request('/feed.json?lang=de-CH');
		assert.equal(headers.get('content-type'), 'application/feed+json; charset=utf-8');
		assert.deepEqual(
			[body.version, body.title, body.home_page_url, body.feed_url, body.language, body.authors],
			[
				'https://jsonfeed.org/version/1.1',
				'Larkfield · Betriebsstatus',
				`${story.url}/`,
				`${story.url}/feed.json?lang=de`,
				'de',
				[{ name: 'Larkfield', url: `${story.url}/` }],
			],
		);
		const [upgrade, cards] = body.items;
		assert.deepEqual(
			[upgrade.title, upgrade.summary, upgrade.language, upgrade.tags],
			['Geplant: Datenbank wird erneuert', 'Die Suche ist langsam.', 'de', ['Search']],
		);
		// Without a translation it stays in its language, and says so.
		assert.deepEqual([cards.title, cards.language], ['Behoben: Card payments are failing', 'en']);
		assert.match(
			cards.content_html,
			/^<div lang="de" dir="ltr">.*<div lang="en" dir="ltr"><p>Cards work again/,
		);
		for (const item of body.items) {
			assert.equal(typeof item.id, 'string');
			assert.ok(item.content_html.length > 0 && item.url.startsWith(story.url));
		}
	});
});

describe('every feed', () => {
	it('survives texts that look like markup', async (context) => {
		const story = await aStory(context);
		await story.write('PATCH', '/v1/page', { name: hostile.slice(0, 80) });
		await story.write('PUT', '/v1/components/checkout', wholeComponent({ name: hostile.slice(0, 80) }));
		await story.write('POST', '/v1/notices', {
			...{ id: 'hostile', title: hostile, impact: 'minor', body: '`<script>` ]]> &amp; "x"' },
			affected: [{ component: 'checkout', status: 'degraded' }],
		});
		const { feed } = await xml(story, '/feed.atom');
		const [entry] = feed.entry;
		const unescaped = entry.title['#text']
			.replaceAll('&lt;', '<')
			.replaceAll('&gt;', '>')
			.replaceAll('&quot;', '"')
			.replaceAll('&#39;', "'")
			.replaceAll('&amp;', '&');
		assert.equal(unescaped, hostileInXml);
		assert.match(entry.content['#text'], /<code>&lt;script&gt;<\/code> \]\]&gt; &amp; &quot;x&quot;/);
		const { rss } = await xml(story, '/feed.rss?component=checkout');
		assert.match(rss.channel.item[0].title, /^\]\] > \]\] > <b>&amp; & "quotes"/);
		assert.match(rss.channel.title, /^\]\]> \]\]> <b>&amp; & "quotes"/);
		const { body } = await story.request('/feed.json');
		assert.equal(body.items[0].title, hostile);
	});

	it('has only the notices of a component that is named, and a name and an id of its own', async (context) => {
		const story = await aFilledStory(context);
		const { feed: whole } = await xml(story, '/feed.atom');
		const { feed } = await xml(story, '/feed.atom?component=search&other=x');
		assert.equal(feed.id, `${whole.id}#search`);
		assert.equal(feed.title, 'Larkfield · Search · Service status');
		assert.equal(feed.link[1]['@href'], `${story.url}/feed.atom?component=search`);
		assert.deepEqual(
			feed.entry.map((entry: { id: string }) => entry.id),
			[whole.entry[0].id],
		);
		for (const name of [
			'feed.atom',
			'feed.rss',
			'feed.json',
			'promises.atom',
			'calendar.ics',
			'badge.svg',
			'badge.json',
		]) {
			const { status, body } = await story.request(`/${name}?component=none`);
			assert.deepEqual([status, body.code], [404, 'not-found'], name);
		}
	});

	it('is valid while it is empty, and says nothing of drafts and retracted notices', async (context) => {
		const story = await aStory(context);
		const { feed } = await xml(story, '/feed.atom');
		assert.deepEqual([feed.entry, feed.updated], [undefined, after(0)]);
		assert.deepEqual((await xml(story, '/feed.rss')).rss.channel.item, undefined);
		assert.deepEqual((await story.request('/feed.json')).body.items, []);
		await story.write('POST', '/v1/drafts', { title: 'A draft', impact: 'minor', body: 'Secret.' });
		await anIncident(story);
		await story.write('POST', '/v1/notices/cards-fail/retract', { reason: 'Another page.' });
		for (const name of ['feed.atom', 'feed.rss', 'feed.json'])
			assert.doesNotMatch((await story.request(`/${name}`)).text, /Secret|A draft|Card payments are|Another/);
	});

	it('is in each of the seven languages, and in no other', async (context) => {
		const story = await aFilledStory(context);
		const titles = new Set<string>();
		for (const lang of ['en', 'ar', 'de', 'es', 'fr', 'ja', 'pt']) {
			const { feed } = await xml(story, `/feed.atom?lang=${lang}`);
			assert.equal(feed['@xml:lang'], lang);
			titles.add(feed.entry[1].title['#text']);
			assert.equal((await xml(story, `/feed.rss?lang=${lang}`)).rss.channel.language, lang);
		}
		assert.equal(titles.size, 7);
		const { feed } = await xml(story, '/feed.atom?lang=xx"><b>');
		assert.deepEqual([feed['@xml:lang'], feed.link[1]['@href']], ['en', `${story.url}/feed.atom`]);
	});

	it('has a tag that holds while nothing changes, and follows the clock', async (context) => {
		const story = await aFilledStory(context);
		const tag = async () => (await story.request('/feed.atom')).headers.get('etag') ?? '';
		const before = await tag();
		story.clock.advance(30 * minute);
		const again = await story.request('/feed.atom', { headers: { 'if-none-match': before } });
		assert.equal(again.status, 304);
		story.clock.advance(hour);
		assert.notEqual(await tag(), before, 'the maintenance has begun');
	});
});
