import { z } from '@hono/zod-openapi';
import { entryChange } from './log.ts';

export const dryRun = z
	.strictObject({
		dryRun: z.literal(true),
		status: z.int().openapi({ description: 'The status that the request would get.' }),
		changes: z
			.array(entryChange)
			.openapi({ description: 'What would change. Ids that the server makes are `preview-1` and so on.' }),
		response: z.unknown().openapi({ description: 'The body that the request would get; null: none.' }),
	})
	.openapi('DryRun');
