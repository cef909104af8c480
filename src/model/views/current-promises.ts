/** What was promised, from the last history and the state, which may be newer. */
import type { PostmortemValue } from '../generated/record-types.ts';
import type { PastPromise } from '../history/history.ts';
import { plainTitle } from '../plain-title.ts';
import { recordsOfKind, type State } from '../state/state.ts';
import { type Notice, notice } from './notices.ts';
import { postmortemOf } from './postmortems.ts';
import { promisesInOrder } from './promised-actions.ts';

type Action = PostmortemValue['actions'][number];

/** An action as its post-mortem has it now. `past`: the same in the history, if it is there. */
function current(about: Notice, value: PostmortemValue, action: Action, past?: PastPromise): PastPromise {
	const { title, state, dueBy } = action;
	return {
		notice: about.id,
		about: about.value.title,
		title,
		language: value.language ?? 'en',
		state,
		dueBy,
		firstDueBy: past ? past.firstDueBy : dueBy,
		promisedAt: past?.promisedAt ?? value.updatedAt,
		doneAt: state === 'done' ? (past?.doneAt ?? value.updatedAt) : null,
	};
}

/**
 * The promises of the history, each as the state has it where the state still has its post-mortem,
 * and those that are newer than the history. A done action that the history does not have is left
 * out: it is not known when it was done. Drills promise nothing.
 */
export function currentPromises(state: State, past: readonly PastPromise[]): PastPromise[] {
	const live = recordsOfKind(state, 'postmortem').flatMap(({ id }) => {
		const [about, value] = [notice(state, id), postmortemOf(state, id)?.value];
		return about && value && !about.value.drill ? [{ about, value }] : [];
	});
	const pastOf = (id: string, title: string): PastPromise | undefined =>
		past.find((each) => each.notice === id && plainTitle(each.title) === plainTitle(title));
	return promisesInOrder([
		...past.filter((each) => !live.some(({ about }) => about.id === each.notice)),
		...live.flatMap(({ about, value }) =>
			value.actions.flatMap((action) => {
				const known = pastOf(about.id, action.title);
				return known || action.state !== 'done' ? [current(about, value, action, known)] : [];
			}),
		),
	]);
}
