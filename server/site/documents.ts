/** Feeds, calendar and badges: documents that have the same address on every server and mirror. */
import type { DocumentName } from '../http/document-types.ts';
import { shieldsBadge, svgBadge } from './badge.ts';
import { calendar } from './calendar.ts';
import { channelOf, promisesChannel } from './feeds/channel.ts';
import { jsonFeed } from './feeds/json-feed.ts';
import { atomFeed, rssFeed } from './feeds/xml-feeds.ts';
import type { ServedView } from './view.ts';

/** `query`: of the request, with its question mark, or empty. */
type Make = (view: ServedView, query: string) => string;

export const siteDocuments: Readonly<Record<DocumentName, Make>> = {
	'feed.atom': (view, query) => atomFeed(channelOf(view, 'feed.atom', query)),
	'feed.rss': (view, query) => rssFeed(channelOf(view, 'feed.rss', query)),
	'feed.json': (view, query) => jsonFeed(channelOf(view, 'feed.json', query)),
	'promises.atom': (view, query) => atomFeed(promisesChannel(view, 'promises.atom', query)),
	'calendar.ics': calendar,
	'badge.svg': svgBadge,
	'badge.json': shieldsBadge,
};
