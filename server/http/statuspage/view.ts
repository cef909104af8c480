import type { State } from '../../../src/model/state/state.ts';
import type { PublicTimes } from '../../core/projections/public-times.ts';

/** What the documents of the Statuspage API are made of. */
export interface View {
	readonly state: State;
	/** Epoch milliseconds. */
	readonly now: number;
	readonly times: PublicTimes;
	/** The id of the page. */
	readonly pageId: string;
	/** The address of this server, without a slash at its end. */
	readonly address: string;
}
