import { z } from '@hono/zod-openapi';

export const warnings = z.array(z.string()).optional().openapi({
	description: 'Only after a write: what customers see that contradicts itself, for the operator.',
});
