import { z } from 'zod';
import { componentStatuses } from '../vocabulary.ts';
import { id, instant, line } from './fields.ts';

export type { AffectedComponent, ComponentValue } from '../generated/record-types.ts';

export const componentValue = z.strictObject({
	name: line(80),
	description: line(200).nullable(),
	/** Components with the same group are shown together under its name. */
	group: line(80).nullable(),
	/** Components are shown in ascending position, then by name. */
	position: z.int().min(0).max(10_000),
	/**
	 * Set by an operator. `null` derives the status from the open notices that name the component.
	 */
	status: z.enum(componentStatuses).nullable(),
	/**
	 * The status set by an operator ends at this time; the open notices decide from then on. `null`:
	 * it has no end.
	 */
	until: instant.nullable(),
});

/** A component as a notice or an update names it. */
export const affectedComponent = z.strictObject({ component: id, status: z.enum(componentStatuses) });
