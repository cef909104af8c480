import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { hasChecklist, marksOf } from '../views/checklist.ts';
import { type Context, requireNotice } from './context.ts';

/** Throws CandorError `notice-open` before the end, and `invalid` for what has no checklist. */
export function markStep(
	{ notice: id, step, mark, reason }: CommandOf<'mark-step'>,
	state: State,
	{ now }: Context,
): KnownChange[] {
	const found = requireNotice(state, id);
	if (!hasChecklist(found, Date.parse(now))) {
		if (found.value.kind === 'incident' && !found.value.drill)
			throw new CandorError(
				'notice-open',
				`The notice "${id}" has not ended. Its checklist begins with its end.`,
			);
		throw new CandorError('invalid', `The notice "${id}" has no checklist: only incidents have one.`);
	}
	const others = marksOf(state, id).filter((each) => each.step !== step);
	const marks = mark === null ? others : [...others, { step, mark, reason, at: now }];
	return [{ kind: 'checklist', id, value: { notice: id, marks } }];
}
