import { z } from 'zod';
import { id, instant, line } from './fields.ts';

export type { SeriesOccurrence, SeriesValue } from '../generated/record-types.ts';

/** What is known of one occurrence besides the rule: it was moved, cancelled, announced or held. */
export const seriesOccurrence = z.strictObject({
	/** `null`: as the rule says. */
	start: instant.nullable(),
	end: instant.nullable(),
	cancelled: z.boolean(),
	/** The notice that announces it. From then on, the notice alone says when it is. */
	notice: id.nullable(),
	/** Why the server did not announce it at its time. */
	held: z.string().nullable(),
});

/** Private: maintenance that recurs. The clock opens an ordinary notice for each occurrence. */
export const seriesValue = z.strictObject({
	/** The command that opens each notice (`open-notice`), without its id and its window. */
	command: z.record(z.string(), z.unknown()),
	/** A time zone by its name, such as `Europe/Berlin`. */
	zone: line(64),
	/** The first day and the time of day on the clocks of the zone: `2027-03-07T02:00`. */
	start: z.string(),
	/** How long each occurrence lasts: `2h`. */
	duration: z.string(),
	/** When it recurs (RFC 5545): `FREQ=WEEKLY;BYDAY=SU`. */
	rrule: z.string(),
	/** How long before its start each occurrence is announced: `7d`. */
	announceAhead: z.string(),
	/** When the series was created or edited: what begins before is not announced. */
	since: instant,
	/** By day, as the rule names it: `2027-03-28`. Old ones are removed. */
	occurrences: z.record(z.string(), seriesOccurrence),
});
