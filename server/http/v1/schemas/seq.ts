import { z } from '@hono/zod-openapi';

export const seq = z
	.int()
	.min(0)
	.openapi({ description: 'The commit that last changed this: the ETag without its quotes.' });
