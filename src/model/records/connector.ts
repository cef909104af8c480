import { z } from 'zod';
import { line } from './fields.ts';

/**
 * Private: what the audit log says about an alert source or a channel. Its secrets and its address
 * are in the private store.
 */
export const connectorValue = z.strictObject({
	direction: z.enum(['in', 'out']),
	/** Such as `alertmanager` or `webhook`. */
	of: line(40),
	/** What happened last, such as "a secret was added". */
	event: line(120),
});
