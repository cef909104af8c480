import type { ActionHistory } from '../../src/model/promises/action-history.ts';
import type { PublicTimes } from '../core/projections/public-times.ts';
import type { Services } from '../http/context.ts';
import type { LinkSource } from '../http/public-address.ts';
import { type Language, type Words, wordsIn } from './words/words.ts';

/** What a document of the site is made of. */
export interface SiteView extends LinkSource {
	/** Epoch milliseconds. */
	readonly now: number;
	readonly times: PublicTimes;
	/** The id of the log. */
	readonly logId: string;
	/** The language of the server's own words. */
	readonly language: Language;
	readonly words: Words;
	/**
	 * The languages in which operators' texts are wanted. Empty: as they were written.
	 */
	readonly wanted: readonly string[];
	/** The id of the component that the document is about; `null`: all. */
	readonly component: string | null;
}

/** The view of a request, with what only documents of the server show. */
export interface ServedView extends SiteView {
	readonly actionHistory: ActionHistory;
}

/** What a request asks for. */
export type Asked = Pick<SiteView, 'address' | 'language' | 'wanted' | 'component'>;

/** `now`: epoch milliseconds. */
export const siteView = (
	{ liveState, publicTimes, actionHistory, hasSite }: Services,
	asked: Asked,
	now: number,
): ServedView => ({
	...asked,
	...{ state: liveState.state, now, times: publicTimes, actionHistory, logId: liveState.site, hasSite },
	words: wordsIn(asked.language),
});
