import { z } from '@hono/zod-openapi';
import { checklistSteps, stepMarks } from '../../../../src/model/checklist/steps.ts';
import { id, line } from '../../../../src/model/records/fields.ts';

export const checklist = z
	.strictObject({
		notice: id,
		title: line(140),
		endedAt: z.iso.datetime(),
		done: z.int().describe('How many of the steps that are needed are done.'),
		needed: z.int(),
		steps: z.array(
			z.strictObject({
				step: z.enum(checklistSteps),
				state: z.enum(['open', ...stepMarks]),
				dueAt: z.iso.datetime().nullable().describe('null: the server has no policy pack.'),
				isOverdue: z.boolean(),
				isFound: z.boolean().describe('Whether the log itself shows that it is done.'),
				reason: line(300).nullable().describe('Why it is not needed.'),
			}),
		),
	})
	.openapi('Checklist');

export const stepInput = z
	.strictObject({
		mark: z.enum(stepMarks).nullable().describe('null takes a mark back.'),
		reason: line(300).nullable().default(null).describe('Required for not-needed.'),
	})
	.refine(({ mark, reason }) => mark !== 'not-needed' || reason !== null, {
		path: ['reason'],
		message: 'Say in one line why the step is not needed.',
	})
	.openapi('StepInput');
