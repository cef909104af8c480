import type { FeedSettings } from '../../client/index.ts';
import { shared } from '../../client/page-client.ts';
import { renderAll } from './render-all.ts';

/**
 * Sets the page's status servers, for elements that name none, as the script tag does with its
 * attributes. The first call decides. Only `keys` and `site` can be pinned later, if they were not
 * pinned before; open connections then use them too.
 */
export function configure({ source, mirrors, keys, site }: FeedSettings): void {
	const page = shared();
	// `Reflect.set` does not throw where the page has frozen the global. Elements can still name
	// their server.
	if (!page.source) for (const setting of Object.entries({ source, mirrors })) Reflect.set(page, ...setting);
	const pins = Object.entries({ keys, site }).filter(([name, pin]) => pin !== undefined && !(name in page));
	for (const pin of pins) Reflect.set(page, ...pin);
	// The elements of a closed feed look for another one at once.
	if (pins.length) for (const feed of page.feeds?.values() ?? []) feed.close();
	renderAll();
}
