import { z } from '@hono/zod-openapi';
import { errorCodes } from '../../../../src/model/errors.ts';

/** RFC 9457 problem details. */
export const problem = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.int(),
		code: z.enum(errorCodes).openapi({ description: 'Stable, for programs.' }),
		detail: z.string().openapi({ description: 'What is wrong and what to do next, for people.' }),
		issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
		requestId: z.string().optional().openapi({ description: 'Names the request in the server’s log.' }),
	})
	.openapi('Problem');
