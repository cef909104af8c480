import { z } from 'zod';

/** Writes down that a drill has ended now. */
export const recordDrill = z.strictObject({ type: z.literal('record-drill') });
