import { z } from 'zod';
import { impacts, phases } from '../vocabulary.ts';
import { affectedComponent } from './component.ts';
import { id, instant, line, richText, translationsOf } from './fields.ts';

export type { UpdateValue } from '../generated/record-types.ts';

/** One dated message of a notice. */
export const updateValue = z.strictObject({
	/** The id of the notice. */
	notice: id,
	/** 1 for the first update of a notice, then one more each time. */
	number: z.int().min(1),
	at: instant,
	body: richText,
	/** The phase and impact that came with this update. `null` if they stayed as they were. */
	phase: z.enum(phases).nullable(),
	impact: z.enum(impacts).nullable(),
	/** The components whose statuses came with this update. */
	affected: z.array(affectedComponent).max(100),
	/** A role, such as "Payments team": personal data never enters the log. */
	author: line(80).nullable(),
	/** The body in other languages. */
	translations: translationsOf(richText),
	/**
	 * When an operator last changed or removed words of this update. `null` if they are the first
	 * ones.
	 */
	editedAt: instant.nullable(),
	/** When an operator withdrew it: it has no words then, and no longer counts for the notice. */
	withdrawnAt: instant.nullable(),
	/**
	 * When an operator told it late: `at` lies before this time. `null` if it was published at `at`.
	 */
	addedAt: instant.nullable(),
});
