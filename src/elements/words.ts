/** Sentences about a notice, alike in every element. */
import type { FeedSnapshot } from '../client/index.ts';
import type { State } from '../model/commit.ts';
import { componentName, effectivePhase, isEnded, type Notice, promiseState } from '../model/view.ts';
import * as messages from './messages.ts';
import { isAtEase, isStale } from './staleness.ts';
import { clockTime, relativeTime } from './time.ts';

/** "14:30 (2 min ago)". */
export const timeText = (at: string | number, now: number): string =>
	`${clockTime(at, now)} (${relativeTime(at, now)})`;

/** When the next update was promised; a promise that has passed is said to be late. Empty when there is none. */
export function promiseText({ value }: Notice, now: number): string {
	const { state, at } = promiseState(value, now);
	if (at === null) return '';
	const say = state === 'overdue' ? messages.overdue : messages.promise;
	return say(clockTime(at, now), relativeTime(at, now));
}

export const updatedText = ({ value }: Notice, now: number): string =>
	messages.updated(relativeTime(value.updatedAt, now));

/** What is published and has no course tells what it is. */
export function phaseText({ value }: Notice, now: number): string {
	const phase = effectivePhase(value, now);
	return phase === 'published' ? messages.kind(value.kind) : messages.phase(phase);
}

/** When it is expected to be over, or when planned work takes place. */
export function windowText({ value }: Notice, now: number): string {
	const { estimate, window } = value;
	if (isEnded(value, now)) return '';
	if (window) return messages.window(clockTime(window.start, now), clockTime(window.end, now));
	return estimate
		? messages.estimate(clockTime(estimate.earliest, now), clockTime(estimate.latest, now))
		: '';
}

/** The names of components, in the order in which the notice names them. */
export const namesOf = (state: State, ids: readonly string[]): string =>
	ids.map((id) => componentName(state, id)).join(', ');

/** How old it is, once it may be so no longer; otherwise empty. */
export function ageText(snapshot: FeedSnapshot, now: number): string {
	const { connection, heardAt } = snapshot;
	if (heardAt === null || !isStale(snapshot, now)) return '';
	const say = isAtEase(connection) ? messages.heard : messages.stale;
	return say(relativeTime(heardAt, now));
}

/** Why what is shown may be old, or why there is nothing to show; empty while all is well. */
export function staleText(snapshot: FeedSnapshot | null, now: number): string {
	if (snapshot && snapshot.heardAt !== null) return ageText(snapshot, now);
	return snapshot && snapshot.connection !== 'connecting' ? messages.neverHeard : messages.connecting;
}
