/** What post-mortems promised, public until it is done. `now` is epoch milliseconds. */
import type { PostmortemValue } from '../generated/record-types.ts';
import type { PastPromise } from '../history/history.ts';
import type { ActionCourse, ActionHistory } from '../promises/action-history.ts';
import { recordsOfKind, type State } from '../state/state.ts';
import type { ActionState } from '../vocabulary.ts';
import { type Notice, notice } from './notices.ts';
import { postmortemOf } from './postmortems.ts';

type Action = PostmortemValue['actions'][number];

export interface PromisedAction extends ActionCourse {
	/** The notice after which it was promised. */
	readonly notice: Notice;
	readonly title: string;
	/** The BCP 47 tag of the title's language. */
	readonly language: string;
	readonly state: ActionState;
	/** The day that is promised now. `null`: none is. */
	readonly dueBy: string | null;
	readonly isOverdue: boolean;
}

/** Whether the promised day has passed and the action is not done. */
export const isActionOverdue = ({ state, dueBy }: Pick<Action, 'state' | 'dueBy'>, now: number): boolean =>
	state !== 'done' && dueBy !== null && Date.parse(dueBy) <= now;

/** The most actions of a history. */
const mostInHistory = 200;

/** The actions for a history that begins at this time: all that is not done, and what was done since. */
export const promisesSince = (
	state: State,
	history: ActionHistory,
	now: number,
	since: number,
): PastPromise[] =>
	promisedActions(state, history, now)
		.filter(({ doneAt }) => doneAt === null || Date.parse(doneAt) >= since)
		.slice(0, mostInHistory)
		.map(({ notice, title, language, state, dueBy, firstDueBy, promisedAt, doneAt }) => ({
			notice: notice.id,
			about: notice.value.title,
			...{ title, language, state, dueBy, firstDueBy, promisedAt, doneAt },
		}));

/** Whether a post-mortem has promised anything. */
export const hasPromises = (state: State): boolean =>
	recordsOfKind(state, 'postmortem').some(
		({ id }) => (postmortemOf(state, id)?.value.actions.length ?? 0) > 0,
	);

type Ordered = Pick<PromisedAction, 'state' | 'dueBy' | 'doneAt'>;

/** Days that are not promised come last. */
const dueTime = ({ dueBy }: Ordered): number =>
	dueBy === null ? Number.POSITIVE_INFINITY : Date.parse(dueBy);
const doneTime = ({ doneAt }: Ordered): number => Date.parse(doneAt ?? '');

/** First what is not done, by the promised day, then what is done, the newest first. */
export const promisesInOrder = <Each extends Ordered>(all: readonly Each[]): Each[] => [
	...all.filter(({ state }) => state !== 'done').sort((a, b) => dueTime(a) - dueTime(b)),
	...all.filter(({ state }) => state === 'done').sort((a, b) => doneTime(b) - doneTime(a)),
];

/** The actions of all post-mortems but those of drills and of retracted notices, in order. */
export function promisedActions(state: State, history: ActionHistory, now: number): PromisedAction[] {
	const all = recordsOfKind(state, 'postmortem').flatMap(({ id }) => {
		const [about, value] = [notice(state, id), postmortemOf(state, id)?.value];
		if (!about || about.value.drill || !value) return [];
		return value.actions.flatMap((action): PromisedAction[] => {
			const course = history.of(id, action.title);
			if (!course) return [];
			const isOverdue = isActionOverdue(action, now);
			return [{ ...course, ...action, notice: about, language: value.language ?? 'en', isOverdue }];
		});
	});
	return promisesInOrder(all);
}
