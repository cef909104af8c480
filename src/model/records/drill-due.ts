import { z } from 'zod';
import { drillCadences } from '../drills/cadences.ts';
import { instant } from './fields.ts';

export type { DrillDueValue } from '../generated/record-types.ts';

/**
 * Private: the newest reminder that a drill is due. The id is its cadence, so that none is given
 * twice.
 */
export const drillDueValue = z.strictObject({
	cadence: z.enum(drillCadences),
	at: instant,
	/** When the policy pack expected the drill. */
	dueAt: instant,
});
