import { z } from 'zod';
import { instant } from './fields.ts';

/**
 * Private: when an admin last ended all sessions of an operator. The id is the operator's; the
 * sessions are in the private store.
 */
export const signOutValue = z.strictObject({ endedAt: instant });
