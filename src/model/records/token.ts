import { z } from 'zod';
import { roles } from '../vocabulary.ts';
import { instant } from './fields.ts';

/**
 * Private: what the audit log says about an operator's token. Its name, its owner and the hash of
 * its secret are in the private store. The id is the token's.
 */
export const tokenValue = z.strictObject({
	role: z.enum(roles),
	/** `null`: it does not expire. */
	expiresAt: instant.nullable(),
	/** When its secret was made. */
	issuedAt: instant,
});
