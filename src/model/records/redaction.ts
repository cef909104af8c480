import { z } from 'zod';
import { redactableFields } from '../vocabulary.ts';
import { id, instant, words } from './fields.ts';

export type { RedactionValue } from '../generated/record-types.ts';

/** Private: the marker of words that left the log for good. The words themselves are nowhere. */
export const redactionValue = z.strictObject({
	notice: id,
	/** The update whose words were removed. `null`: fields of the notice. */
	update: id.nullable(),
	fields: z.array(z.enum(redactableFields)),
	reason: words(500),
	at: instant,
});
