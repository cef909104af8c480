import { z } from 'zod';
import { id } from '../records/fields.ts';

/** Writes to the audit log that an admin ends all sessions of an operator. */
export const endSessions = z.strictObject({ type: z.literal('end-sessions'), operator: id });
