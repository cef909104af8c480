/** Sentences about a notice, alike in every element. */
import type { FeedSnapshot } from '../client/index.ts';
import type { State } from '../model/commit.ts';
import { components, effectivePhase, isEnded, type Notice, promiseState } from '../model/view.ts';
import * as messages from './messages.ts';
import { clockTime, relativeTime } from './time.ts';

/** When the next update was promised; a promise that has passed is said to be late. Empty when there is none. */
export function promiseText({ value }: Notice, now: number): string {
	const { state, at } = promiseState(value, now);
	if (at === null) return '';
	const say = state === 'overdue' ? messages.overdue : messages.promise;
	return say(clockTime(at, now), relativeTime(at, now));
}

export const updatedText = ({ value }: Notice, now: number): string =>
	messages.updated(relativeTime(value.updatedAt, now));

export const phaseText = ({ value }: Notice, now: number): string =>
	messages.phase(effectivePhase(value, now));

/** When it is expected to be over, or when planned work takes place. */
export function windowText({ value }: Notice, now: number): string {
	const { estimate, window } = value;
	if (isEnded(value, now)) return '';
	if (window) return messages.window(clockTime(window.start, now), clockTime(window.end, now));
	return estimate
		? messages.estimate(clockTime(estimate.earliest, now), clockTime(estimate.latest, now))
		: '';
}

/** The names of components, in the page's order; one that is not known keeps its id. */
export function namesOf(state: State, ids: readonly string[], now: number): string {
	const known = components(state, now).filter(({ id }) => ids.includes(id));
	const others = ids.filter((id) => !known.some((component) => component.id === id));
	return [...known.map(({ value }) => value.name), ...others].join(', ');
}

/** Why what is shown may be old; empty while it is not. */
export function staleText(snapshot: FeedSnapshot, now: number): string {
	const { connection, heardAt } = snapshot;
	if (connection === 'live' || connection === 'polling' || connection === 'retired') return '';
	if (heardAt === null) return connection === 'connecting' ? messages.connecting : messages.neverHeard;
	return now - heardAt < 30_000 ? '' : messages.stale(relativeTime(heardAt, now));
}
