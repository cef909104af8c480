/** Servers that the status itself names, so that a page finds one that its script tag does not know. */
import { isServerAddress } from '../../model/server-address.ts';
import { page } from '../../model/views/page.ts';
import type { Feed } from '../feed/feed.ts';
import { serverSource } from './source.ts';

/** As many as the page record may name. */
const most = 5;

/**
 * Adds the servers of the page record to what the feed asks, after the servers and mirrors of the
 * script tag. Call it only for a feed that pins keys: without them, one false answer could lead the
 * page to a false server for good. A server that the record no longer names is not asked again.
 */
export function followServers(feed: Feed): void {
	const { sources } = feed;
	const ofTag = [...sources];
	let named: readonly string[] = [];
	const follow = (): void => {
		const origins = page(feed.snapshot().state)?.origins ?? named;
		if (origins === named) return;
		named = origins;
		const known = new Map(sources.map((source) => [source.snapshot, source]));
		const wanted = named
			.filter(isServerAddress)
			.slice(0, most)
			.map(serverSource)
			// One that was there keeps its waits.
			.map((source) => known.get(source.snapshot) ?? source);
		sources.splice(ofTag.length, sources.length, ...wanted.filter((source) => !ofTag.includes(source)));
	};
	feed.subscribe(follow);
	follow();
}
