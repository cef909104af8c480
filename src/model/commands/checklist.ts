import { z } from 'zod';
import { checklistSteps, stepMarks } from '../checklist/steps.ts';
import { id, line } from '../records/fields.ts';

/** Says that a step after an outage is done or not needed; `null` takes that back. */
export const markStep = z
	.strictObject({
		type: z.literal('mark-step'),
		notice: id,
		step: z.enum(checklistSteps),
		mark: z.enum(stepMarks).nullable(),
		/** Required for `not-needed`. */
		reason: line(300).nullable().default(null),
	})
	.refine(({ mark, reason }) => mark !== 'not-needed' || reason !== null, {
		path: ['reason'],
		message: 'Say in one line why the step is not needed.',
	});
