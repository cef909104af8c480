import { z } from '@hono/zod-openapi';
import { checklistSteps } from '../../../../src/model/checklist/steps.ts';
import { drillCadences } from '../../../../src/model/drills/cadences.ts';
import { reminderStages } from '../../../../src/model/promises/stages.ts';
import { startStages } from '../../../../src/model/promises/start-stages.ts';
import { id, line } from '../../../../src/model/records/fields.ts';
import { impacts } from '../../../../src/model/vocabulary.ts';
import { stateSeq } from './seq.ts';

const count = (description: string) => z.int().min(0).openapi({ description });

const counts = {
	kept: count('An update came in time.'),
	broken: count('The time passed without an update.'),
	moved: count('An edit gave another time, or none, before the time had passed.'),
};
const stage = z.enum(reminderStages).openapi({ description: 'How long before the promised time.' });
const promise = z.strictObject({
	notice: z.string(),
	title: z.string(),
	impact: z.enum(impacts),
	drill: z.boolean(),
	nextUpdateBy: z.iso.datetime().nullable(),
	state: z.enum(['due', 'overdue', 'declined', 'none']).openapi({
		description: 'declined: an operator chose to promise no update. none: nothing was decided.',
	}),
	reminder: stage.nullable().openapi({ description: 'The newest reminder of this promise.' }),
	...counts,
});

export const promiseList = z
	.strictObject({
		seq: stateSeq,
		...counts,
		promises: z
			.array(promise)
			.openapi({ description: 'Of the open notices, the soonest first. Those without a promise come last.' }),
	})
	.openapi('Promises', { description: 'The counts are those of all notices but drills.' });
export const noticePromises = z.strictObject({ notice: z.string(), ...counts }).openapi('NoticePromises');
export const reminder = z
	.strictObject({
		seq: z.int(),
		at: z.iso.datetime(),
		stage,
		notice: z.string(),
		title: z.string(),
		impact: z.enum(impacts),
		drill: z.boolean(),
		nextUpdateBy: z.iso.datetime(),
	})
	.openapi('Reminder', { description: 'The data of each event called `reminder`.' });
export const heldDraft = z
	.strictObject({
		seq: z.int(),
		draft: z.string(),
		notice: z.string(),
		title: z.string(),
		publishAt: z.iso.datetime().nullable(),
		held: z.string().openapi({ description: 'Why the server did not publish it at its time.' }),
	})
	.openapi('HeldDraft', { description: 'The data of each event called `draft`.' });
export const startReminder = z
	.strictObject({
		seq: z.int(),
		at: z.iso.datetime(),
		stage: z.enum(startStages).openapi({ description: 'How long before the start.' }),
		notice: z.string(),
		title: z.string(),
		startsAt: z.iso.datetime(),
	})
	.openapi('StartReminder', { description: 'The data of each event called `maintenance`.' });
export const heldOccurrence = z
	.strictObject({
		seq: z.int(),
		series: z.string(),
		day: z.string(),
		title: z.string(),
		held: z.string().openapi({ description: 'Why the server could not announce it.' }),
	})
	.openapi('HeldOccurrence', { description: 'The data of each event called `occurrence`.' });
export const drillReminder = z
	.strictObject({
		seq: z.int(),
		at: z.iso.datetime(),
		cadence: z.enum(drillCadences).openapi({ description: 'critical: a drill of what is critical.' }),
		dueAt: z.iso.datetime().openapi({ description: 'When the policy pack expected it.' }),
		lastDrillAt: z.iso.datetime(),
	})
	.openapi('DrillReminder', { description: 'The data of each event called `drill`.' });
export const checklistReminder = z
	.strictObject({
		seq: z.int(),
		at: z.iso.datetime(),
		notice: id,
		title: line(140),
		steps: z.array(z.enum(checklistSteps)).openapi({ description: 'The steps that are due and open.' }),
	})
	.openapi('ChecklistReminder', { description: 'The data of each event called `checklist`.' });
