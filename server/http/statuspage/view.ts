import type { PublicTimes } from '../../core/projections/public-times.ts';
import type { LinkSource } from '../public-address.ts';

/** What the documents of the Statuspage API are made of. */
export interface View extends LinkSource {
	/** Epoch milliseconds. */
	readonly now: number;
	readonly times: PublicTimes;
	/** The id of the page. */
	readonly pageId: string;
}
