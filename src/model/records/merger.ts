import { z } from 'zod';
import { id, instant } from './fields.ts';

export type { MergerValue } from '../generated/record-types.ts';

/**
 * Private: a notice reported the same as another one and ended for it. The id is the duplicate's. Visitors read it in
 * the last update of the duplicate.
 */
export const mergerValue = z.strictObject({
	/** The duplicate. */
	notice: id,
	into: id,
	at: instant,
});
