/** Atom (RFC 4287) and RSS 2.0, written by the library `feed`. */
import { Feed } from 'feed';
import { escapeHtml, readableXml } from '../html.ts';
import type { Channel } from './channel.ts';

/** The library reads `&amp;` in text as `&`, so that `&` is written as `&amp;` for it. */
const text = (words: string): string => words.replaceAll('&', '&amp;');

/** A title of RSS is text in CDATA, which this would end. */
const rssTitle = (words: string): string => words.replaceAll(']]>', ']] >');

function feedOf(channel: Channel, type: 'atom' | 'rss'): Feed {
	const feed = new Feed({
		id: channel.id,
		title: text(channel.title),
		description: text(channel.description),
		author: { name: text(channel.author) },
		language: channel.language,
		link: channel.homeUrl,
		feedLinks: { [type]: channel.feedUrl },
		updated: new Date(channel.updated),
		generator: 'Candor',
	});
	for (const { id, url, title, published, updated, html } of channel.items)
		feed.addItem({
			...{ id, link: url, date: new Date(updated) },
			...(type === 'atom'
				? { title: escapeHtml(title), content: html, published: new Date(published) }
				: { title: rssTitle(title), description: html }),
		});
	return feed;
}

export const atomFeed = (channel: Channel): string =>
	readableXml(
		feedOf(channel, 'atom').atom1().replace('<feed xmlns', `<feed xml:lang="${channel.language}" xmlns`),
	);

/** `pubDate` is when an entry last changed: readers have no other time for that. */
export const rssFeed = (channel: Channel): string => readableXml(feedOf(channel, 'rss').rss2());
