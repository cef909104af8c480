/** What is imported in one request: records that belong together. */
import type { Remark } from './source.ts';

/** A record as `POST /v1/records` accepts it. */
export interface ImportRecord {
	readonly kind: string;
	readonly id: string;
	readonly value: object;
}

export interface Batch {
	/** For people: `"Checkout is failing"`. */
	readonly title: string;
	readonly place: string;
	/** The first one decides whether the batch exists already. */
	readonly records: readonly ImportRecord[];
	/** For the summary. */
	readonly what: 'page' | 'component' | 'notice' | 'remedy';
	/** Whether every open page shows it: a notice that goes on, or is still to come. */
	readonly isCurrent: boolean;
}

export interface Batches {
	/** Page and components, which the others name. */
	readonly first: readonly Batch[];
	readonly rest: readonly Batch[];
	readonly problems: readonly Remark[];
	readonly remarks: readonly Remark[];
}
