import { z } from 'zod';
import { payoutAmount } from './payout.ts';

export type { RemedyBudgetValue } from '../generated/record-types.ts';

/** Private: how much a remedy may cost. Its id is that of the remedy. */
export const remedyBudgetValue = z.strictObject({
	claims: z.int().min(1).max(100_000_000).nullable().describe('The most claims. `null`: any number.'),
	total: payoutAmount.nullable().describe('The most that is paid in all, in the unit of the payout.'),
});
