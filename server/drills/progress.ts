/** How far the scenario of a drill was played. */
import { z } from 'zod';
import { type StepAction, stepActions } from '../../src/model/drills/scenario.ts';

const plannedStep = z.strictObject({
	step: z.int().min(1).describe('The number of the step.'),
	action: z.enum(stepActions as [StepAction, ...StepAction[]]),
	text: z.string().describe('What the step says.'),
	atSeconds: z.int().min(0).describe('Since the beginning, scenario time.'),
});
const playedStep = plannedStep.extend({
	outcome: z.enum(['played', 'waits']).describe('`waits`: a second person must approve it.'),
});
export const progress = z.strictObject({
	people: z.boolean().describe('Only alerts and faults are played.'),
	steps: z.int().min(0).describe('How many steps there are to play.'),
	played: z.array(playedStep).readonly().describe('In order.'),
	next: plannedStep.nullable().describe('`null`: all are played.'),
});
export type PlannedStep = z.infer<typeof plannedStep>;
export type PlayedStep = z.infer<typeof playedStep>;
export type Progress = z.infer<typeof progress>;
