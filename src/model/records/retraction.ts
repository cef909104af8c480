import { z } from 'zod';
import { id, instant, line, words } from './fields.ts';

export type { RetractionValue } from '../generated/record-types.ts';

/**
 * Private: why a notice was retracted, and what `restore` brings back. The notice and the records
 * that belong to it are removed. The id is the notice's.
 */
export const retractionValue = z.strictObject({
	title: line(140),
	reason: words(500),
	at: instant,
	/**
	 * The notice and the records that belong to it, as they were. Empty if an earlier version
	 * retracted it.
	 */
	records: z
		.array(z.strictObject({ kind: z.string(), id, value: z.record(z.string(), z.unknown()) }))
		.default([]),
});
