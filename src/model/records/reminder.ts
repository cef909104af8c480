import { z } from 'zod';
import { startStages } from '../promises/start-stages.ts';
import { id, instant } from './fields.ts';

export type { ReminderValue } from '../generated/record-types.ts';

/**
 * Private: the newest reminder that maintenance begins soon. The id is the notice's. Those of
 * promised updates are in `promise`.
 */
export const reminderValue = z.strictObject({
	/** The id of the notice. */
	notice: id,
	at: instant,
	/** The start that it was about. */
	startsAt: instant,
	stage: z.enum(startStages),
});
