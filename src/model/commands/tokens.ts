/** Commands that write to the audit log what happens to an operator's token. */
import { z } from 'zod';
import { id } from '../records/fields.ts';
import { roles } from '../vocabulary.ts';
import { time } from './fields.ts';

const issued = { token: id, role: z.enum(roles), expiresAt: time.nullish() };

export const createToken = z.strictObject({ type: z.literal('create-token'), ...issued });

/** Its secret is replaced. */
export const rotateToken = z.strictObject({ type: z.literal('rotate-token'), ...issued });

export const revokeToken = z.strictObject({ type: z.literal('revoke-token'), token: id });
