import { z } from 'zod';

/** Given by the server only: writes down what time alone has changed, such as a maintenance window that opened. */
export const advanceClock = z.strictObject({ type: z.literal('keep-time') });
