import { type FeedSettings, shared } from '../client/index.ts';
import { sourceChange } from './feed-controller.ts';

/**
 * Says where the elements of this page that name no server find the status, as the script tag does with its attributes.
 * The first to say so decides: later calls change nothing.
 */
export function configure({ source, mirrors, keys, site }: FeedSettings): void {
	const page = shared();
	// A page may have frozen the global since: then its elements name their server themselves.
	if (!page.source)
		for (const setting of Object.entries({ source, mirrors, keys, site })) Reflect.set(page, ...setting);
	dispatchEvent(new Event(sourceChange));
}
