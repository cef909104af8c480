import { z } from 'zod';
import { id, line } from '../records/fields.ts';
import { componentStatuses } from '../vocabulary.ts';
import { time } from './fields.ts';

const fields = {
	description: line(200).nullish(),
	group: line(80).nullish(),
	/** Default: as before, or after the last component. */
	position: z.int().min(0).max(10_000).nullish(),
	status: z.enum(componentStatuses).nullish(),
	/** When the status set by an operator ends. */
	until: time.nullish(),
};

/** Creates a component, or replaces all of it. */
export const putComponent = z.strictObject({
	type: z.literal('put-component'),
	id,
	name: line(80),
	...fields,
});

/** Changes the fields that are given; `null` clears one. */
export const editComponent = z.strictObject({
	type: z.literal('edit-component'),
	id,
	name: line(80).optional(),
	...fields,
});

export const removeComponent = z.strictObject({ type: z.literal('remove-component'), id });

/**
 * Components and their statuses. The impact of the notice decides the status of a component without
 * one.
 */
export const affected = z
	.array(z.strictObject({ component: id, status: z.enum(componentStatuses).optional() }))
	.max(100);

/**
 * The components that the command may create: those that it names and that do not exist yet. A
 * drill creates none.
 */
export const newComponents = z.array(id).max(100).optional();
