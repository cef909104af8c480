import { z } from 'zod';
import { impacts } from '../vocabulary.ts';
import { instant, line } from './fields.ts';

export type { DraftValue, ReportSummary } from '../generated/record-types.ts';

/** The sum of the failure counts that visitors' pages sent. It is a hint only: anyone can send such counts. */
export const reportSummary = z.strictObject({
	/** The number of failure counts received. */
	reports: z.int().min(1),
	/** Requests to the component, and how many of them failed, summed over all failure counts. */
	requests: z.int().min(1),
	failures: z.int().min(1),
	/** When the first failure count arrived. */
	since: instant,
	/** The regions that sent them, the largest first. Empty if no header names the region. */
	regions: z.array(z.strictObject({ region: line(16), reports: z.int().min(1) })).max(20),
});

/** Private: a notice that failure counts suggest and that no operator has reviewed yet. The id is the component's. */
export const draftValue = z.strictObject({
	title: line(140),
	impact: z.enum(impacts),
	raisedAt: instant,
	seen: reportSummary,
	/** Set when the draft is discarded: until then the component raises no other draft. `null` while it is open. */
	quietUntil: instant.nullable(),
});
