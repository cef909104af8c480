/** What the private store keeps of a drill. */
import { z } from 'zod';
import { answers } from '../../src/model/drills/scorecard.ts';
import { line } from '../../src/model/records/fields.ts';
import { progress } from './progress.ts';

const count = z.int().min(0);

export const scorecard = z.strictObject({
	seconds: count.describe('Scenario time of the whole drill, seconds.'),
	firstNoticeSeconds: count
		.nullable()
		.describe('From the first alert, or the beginning, to the first notice. `null`: there was none.'),
	notices: count,
	updates: count.describe('With words; the first text of a notice is one.'),
	answered: z
		.record(z.enum(answers), count)
		.describe('How many notices answered each question before they ended.'),
	promises: z.strictObject({ kept: count, broken: count, moved: count }),
	phases: count.describe('How often a notice moved to another phase.'),
	resolved: count,
	postmortems: count,
	corrections: count.describe('Edits of updates, withdrawals, retractions and reopenings.'),
});

export const storedDrill = z.strictObject({
	title: line(120),
	/** How many times faster than real time. */
	speed: z.number(),
	startedAt: z.iso.datetime(),
	/** The id of a token. */
	startedBy: z.string(),
	endedAt: z.iso.datetime().nullable(),
	problem: z
		.string()
		.nullable()
		.default(null)
		.describe('Why its scenario could not be played to the end. `null`: it was, or there was none.'),
	play: progress
		.nullable()
		.default(null)
		.describe('The scenario that was played. `null`: none, and in the list of those that have ended.'),
	scorecard: scorecard.nullable(),
});
export type StoredDrill = z.infer<typeof storedDrill>;
