import { z } from 'zod';
import { reminderStages } from '../promises/stages.ts';
import { id, instant } from './fields.ts';

export type { PromiseValue } from '../generated/record-types.ts';

/**
 * Private: what operators did about the next update of a notice, and what they were reminded of.
 * The promise itself is in the notice. The id is the notice's.
 */
export const promiseValue = z.strictObject({
	/** The id of the notice. */
	notice: id,
	at: instant,
	/** Whether an operator chose to promise no update. */
	declined: z.boolean(),
	/** The newest reminder; `null` if there was none. */
	reminder: z
		.strictObject({
			/** The promise that it was about. */
			nextUpdateBy: instant,
			stage: z.enum(reminderStages),
		})
		.nullable(),
});
