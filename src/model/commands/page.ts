import { z } from 'zod';
import { line, subscribe } from '../records/fields.ts';
import { anyLink } from './fields.ts';

export const putPage = z.strictObject({
	type: z.literal('put-page'),
	name: line(80),
	statusUrl: anyLink.nullish(),
	supportUrl: anyLink.nullish(),
	subscribe: subscribe(anyLink).optional(),
});
