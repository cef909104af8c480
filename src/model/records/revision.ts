import { z } from 'zod';
import { id, instant } from './fields.ts';
import { updateValue } from './update.ts';

export type { RevisionValue } from '../generated/record-types.ts';

/** Private: an update as it was before an operator edited or withdrew it. */
export const revisionValue = z.strictObject({
	/** The ids of the notice and of the update. */
	notice: id,
	update: id,
	/** When the update stopped being like this. */
	at: instant,
	reason: z.enum(['edited', 'withdrawn']),
	former: updateValue,
});
