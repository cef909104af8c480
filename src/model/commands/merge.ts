import { z } from 'zod';
import { id } from '../records/fields.ts';

/** Ends a notice that reports the same as another one. */
export const merge = z.strictObject({
	type: z.literal('merge'),
	/** The duplicate. */
	notice: id,
	into: id,
});
