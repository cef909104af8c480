import { z } from 'zod';
import { id, line } from '../records/fields.ts';
import { componentStatuses } from '../vocabulary.ts';

export const putComponent = z.strictObject({
	type: z.literal('put-component'),
	id,
	name: line(80),
	description: line(200).nullish(),
	group: line(80).nullish(),
	position: z.int().min(0).max(10_000).optional(),
	status: z.enum(componentStatuses).nullish(),
});

export const removeComponent = z.strictObject({ type: z.literal('remove-component'), id });

/** Components and their statuses. The impact of the notice decides the status of a component without one. */
export const affected = z
	.array(z.strictObject({ component: id, status: z.enum(componentStatuses).optional() }))
	.max(100);
