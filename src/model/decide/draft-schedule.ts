/** When the server publishes or discards a draft by itself. */
import type { Command } from '../commands/command.ts';
import type { ProposalValue } from '../generated/record-types.ts';
import type { State } from '../state/state.ts';
import { proposals } from '../views/proposals.ts';
import { type Context, hasPassed, invalid } from './context.ts';

export type Schedule = Pick<ProposalValue, 'publishAt' | 'discardAt'>;

export const unscheduled: Schedule = { publishAt: null, discardAt: null };

/** Throws CandorError `invalid` for a time that has passed, or that the draft never reaches. */
export function checkedSchedule(schedule: Schedule, { now }: Pick<Context, 'now'>): Schedule {
	for (const [name, at] of Object.entries(schedule))
		if (at !== null && hasPassed(at, now))
			throw invalid(name, 'This time has passed. Give one still to come, or leave it out.');
	const { publishAt, discardAt } = schedule;
	if (publishAt !== null && discardAt !== null && hasPassed(discardAt, publishAt))
		throw invalid('discardAt', 'The draft would be discarded before it is published. Give a later time.');
	return schedule;
}

/** Whether the server publishes the draft now. A server that was down may be late. */
export const isPublishDue = ({ publishAt, held, ...others }: ProposalValue, now: string): boolean =>
	publishAt != null && held == null && hasPassed(publishAt, now) && !isDiscardDue(others, now);

export const isDiscardDue = ({ discardAt }: Pick<Schedule, 'discardAt'>, now: string): boolean =>
	discardAt != null && hasPassed(discardAt, now);

/** Whether an approval is for a later time. */
export const isAhead = ({ publishAt }: Pick<Schedule, 'publishAt'>, now: string): boolean =>
	publishAt != null && !hasPassed(publishAt, now);

/** The commands by which the server publishes or discards drafts now. */
export const dueDraftCommands = (state: State, now: string): Command[] =>
	proposals(state).flatMap(({ id, value }): Command[] => {
		if (isDiscardDue(value, now)) return [{ type: 'expire-draft', draft: id }];
		return isPublishDue(value, now) ? [{ type: 'publish-scheduled', draft: id }] : [];
	});
