/** What a feed says about itself. */
import { componentName } from '../../../src/model/views/components.ts';
import { page } from '../../../src/model/views/page.ts';
import { homeUrl } from '../../http/public-address.ts';
import type { ServedView, SiteView } from '../view.ts';
import { fill } from '../words/words.ts';
import { type FeedItem, feedItems } from './items.ts';
import { promiseItems } from './promise-items.ts';

export interface Channel {
	/** A URI that is the same on every host. */
	readonly id: string;
	readonly title: string;
	readonly description: string;
	readonly author: string;
	readonly language: string;
	/** Where people read the same. */
	readonly homeUrl: string;
	/** The address of the feed. */
	readonly feedUrl: string;
	/** When the newest entry changed, ISO 8601 in UTC. */
	readonly updated: string;
	readonly items: readonly FeedItem[];
}

/** `file`: the name of the feed. `query`: of the request, with its question mark, or empty. */
export function channelOf(view: SiteView, file: string, query: string): Channel {
	const { state, component } = view;
	const name = nameOf(view);
	const subject = component === null ? name : `${name} · ${componentName(state, component)}`;
	const about = component === null ? '' : `#${component}`;
	return channelWith(view, { file, query, subject, about, items: feedItems(view) });
}

/** What the post-mortems promised. */
export function promisesChannel(view: ServedView, file: string, query: string): Channel {
	const subject = `${nameOf(view)} · ${view.words.promisedActions}`;
	return channelWith(view, { file, query, subject, about: '#promises', items: promiseItems(view) });
}

const nameOf = ({ state, words }: SiteView): string => page(state)?.name ?? words.region;

interface Contents {
	readonly file: string;
	readonly query: string;
	readonly subject: string;
	/** What the feed has of the log: a fragment, or empty for all. */
	readonly about: string;
	readonly items: readonly FeedItem[];
}

function channelWith(view: SiteView, { file, query, subject, about, items }: Contents): Channel {
	const { words, address, logId, times, language } = view;
	const changes = items.map(({ updated }) => updated).sort();
	return {
		id: `urn:uuid:${logId}${about}`,
		title: subject === words.region ? subject : `${subject} · ${words.region}`,
		description: fill(words.pair, { name: words.region, value: subject }),
		author: nameOf(view),
		language,
		homeUrl: homeUrl(view),
		feedUrl: `${address}/${file}${query}`,
		updated: changes.at(-1) ?? times.lastChange ?? new Date(0).toISOString(),
		items,
	};
}
