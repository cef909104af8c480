import type { FeedSettings } from '../connection/source.ts';
import { parseAddresses } from '../http/address.ts';

/** A list of addresses in its canonical form, separated by single spaces. */
export const normalizeSource = (source?: string): string => parseAddresses(source).join(' ');

/**
 * The settings of a feed. Those of the page apply when the feed uses at least one of the page's
 * servers: an element that names one of several servers, or names them in another order, must not
 * lose the pinned keys.
 *
 * @param source - Addresses as {@link normalizeSource} returns them.
 * @param page - The settings of the page.
 */
export function settingsFor(source: string, page: Partial<FeedSettings>): FeedSettings {
	const servers = source.split(' ');
	const isOfPage = normalizeSource(page.source)
		.split(' ')
		.some((server) => servers.includes(server));
	const { mirrors, keys, site } = isOfPage ? page : ({} as Partial<FeedSettings>);
	return { source, mirrors, keys, site };
}
