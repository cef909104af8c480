import { type FeedSettings, shared } from '../../client/index.ts';
import { sourceChange } from './feed-controller.ts';

/**
 * Says where the elements of this page that name no server find the status, as the script tag does with its attributes.
 * The first to say so decides, but for keys and site: where none were pinned, a later call pins them, for what is connected already too.
 */
export function configure({ source, mirrors, keys, site }: FeedSettings): void {
	const page = shared();
	// A page may have frozen the global since: then its elements name their server themselves.
	if (!page.source) for (const setting of Object.entries({ source, mirrors })) Reflect.set(page, ...setting);
	const pins = Object.entries({ keys, site }).filter(([name, pin]) => pin !== undefined && !(name in page));
	for (const pin of pins) Reflect.set(page, ...pin);
	// Their elements look for another feed at once.
	if (pins.length) for (const feed of page.feeds?.values() ?? []) feed.close();
	dispatchEvent(new Event(sourceChange));
}
