/** The documents that a server and its mirrors have beside the API, and their types of content. */
export const documentTypes = {
	'feed.atom': 'application/atom+xml; charset=utf-8',
	'feed.rss': 'application/rss+xml; charset=utf-8',
	'feed.json': 'application/feed+json; charset=utf-8',
	'promises.atom': 'application/atom+xml; charset=utf-8',
	'calendar.ics': 'text/calendar; charset=utf-8',
	'badge.svg': 'image/svg+xml; charset=utf-8',
	'badge.json': 'application/json; charset=utf-8',
} as const;
export type DocumentName = keyof typeof documentTypes;
