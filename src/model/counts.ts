/** What pages with `data-counts="on"` count (docs/how-to/counts.md). The names are those of the wire. */

/** What visitors do with an update of a notice. */
export const updateCounts = [
	'shown',
	'opened',
	'dismissed',
	'read',
	'affected',
	'works-again',
	'still-broken',
] as const;
export type UpdateCount = (typeof updateCounts)[number];

export const remedyCounts = ['remedy-shown', 'remedy-claimed'] as const;
export type RemedyCount = (typeof remedyCounts)[number];

/** Whether a browser that comes back after the end of an outage has seen it. */
export const returnCounts = ['saw', 'missed'] as const;
export type ReturnCount = (typeof returnCounts)[number];

/** One value of an attribute that the audience of a notice names. */
export interface CountedAudience {
	readonly attribute: string;
	readonly value: string;
}

/** One thing that happened in one browser. */
export type CountEntry =
	| {
			readonly of: UpdateCount;
			readonly notice: string;
			/** The number of the update that was the newest. */
			readonly update: number;
			readonly audience?: CountedAudience | undefined;
	  }
	| { readonly of: RemedyCount; readonly remedy: string }
	| { readonly of: ReturnCount; readonly notice: string }
	/** The page found that its servers fail. */
	| { readonly of: 'errors' };

/** The most entries of one request. */
export const maxCountEntries = 50;

/** No number below this one is shown. */
export const leastShownCount = 10;

/**
 * A number as it may be shown: rounded down to tens, so that neither the difference between two of them
 * nor that between two readings is a number below ten. `null`: fewer than ten.
 */
export const shownCount = (count: number): number | null =>
	count < leastShownCount ? null : count - (count % leastShownCount);
