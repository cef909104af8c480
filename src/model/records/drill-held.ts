import { z } from 'zod';
import { instant } from './fields.ts';

/**
 * Private: the last drill that ended, so that the next one has a date. Nothing of a drill itself is
 * in the log. The id is `drill`.
 */
export const drillHeldValue = z.strictObject({ endedAt: instant });
