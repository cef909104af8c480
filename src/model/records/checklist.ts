import { z } from 'zod';
import { checklistSteps, stepMarks } from '../checklist/steps.ts';
import { id, instant, line } from './fields.ts';

export type { ChecklistReminderValue, ChecklistValue } from '../generated/record-types.ts';

/** Private: what operators said about the steps after an outage. The id is the notice's. */
export const checklistValue = z.strictObject({
	/** The id of the notice. */
	notice: id,
	/** At most one of each step. */
	marks: z
		.array(
			z.strictObject({
				step: z.enum(checklistSteps),
				mark: z.enum(stepMarks),
				/** Why it is not needed, for operators. */
				reason: line(300).nullable(),
				at: instant,
			}),
		)
		.max(checklistSteps.length),
});

/**
 * Private: the newest reminder of steps whose day has passed. The id is the notice's, so that none
 * is given twice.
 */
export const checklistReminderValue = z.strictObject({
	notice: id,
	at: instant,
	/** The steps that it was about. */
	steps: z.array(z.enum(checklistSteps)).max(checklistSteps.length),
	/** All steps that operators were reminded of until then. */
	given: z.array(z.enum(checklistSteps)).max(checklistSteps.length),
});
