import { addressesIn } from '../connection/address.ts';
import type { FeedSettings } from '../connection/source.ts';

/** Addresses as they are written here, with spaces between. */
export const normalize = (source?: string): string => addressesIn(source).join(' ');

/** What a page says of a status. `source`: its addresses as {@link normalize} writes them. */
export function settingsFor(source: string, page: Partial<FeedSettings>): FeedSettings {
	const own = normalize(page.source);
	// Keys are not lost by naming one of the page's servers alone, or in another order.
	const isOwn = own.split(' ').some((each) => source.split(' ').includes(each));
	const { mirrors, keys, site } = isOwn ? page : ({} as Partial<FeedSettings>);
	return { source, mirrors, keys, site };
}
