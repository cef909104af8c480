/** JSON Feed 1.1. The library of the other feeds writes version 1, without languages. */
import type { Channel } from './channel.ts';

export const jsonFeed = (channel: Channel): string =>
	JSON.stringify({
		version: 'https://jsonfeed.org/version/1.1',
		title: channel.title,
		home_page_url: channel.homeUrl,
		feed_url: channel.feedUrl,
		description: channel.description,
		authors: [{ name: channel.author, url: channel.homeUrl }],
		language: channel.language,
		items: channel.items.map(({ id, url, title, html, summary, published, updated, language, tags }) => ({
			...{ id, url, title, content_html: html, summary },
			...{ date_published: published, date_modified: updated },
			...{ tags, language },
		})),
	});
