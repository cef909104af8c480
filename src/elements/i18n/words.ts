/** Sentences about a notice, alike in every element. */
import type { FeedSnapshot } from '../../client/index.ts';
import type { State } from '../../model/state/commit.ts';
import {
	componentName,
	effectivePhase,
	isEnded,
	type Notice,
	promiseState,
} from '../../model/views/notices.ts';
import { inLanguage } from '../../model/views/translation.ts';
import { isAtEase, isStale } from '../shared/staleness.ts';
import { languages } from './languages.ts';
import { message, word } from './messages.ts';
import { clockTime, isRelative, listText, relativeTime } from './time.ts';

export { timeText } from './time.ts';

/** A notice's title in the reader's language, as far as there is a translation. */
export const titleOf = ({ value }: Notice): string => inLanguage(value, languages()).value.title;

/** When the next update was promised; a promise that has passed is said to be late. Empty when there is none. */
export function promiseText({ value }: Notice, now: number): string {
	const { state, at } = promiseState(value, now);
	if (at === null) return '';
	const time = clockTime(at, now);
	const isLate = state === 'overdue';
	if (!isRelative(at, now)) return message(isLate ? 'late' : 'promised', { time });
	return message(isLate ? 'overdue' : 'promise', { time, relative: relativeTime(at, now) });
}

export const updatedText = ({ value }: Notice, now: number): string =>
	message('updated', { ago: relativeTime(value.updatedAt, now) });

/** What is published and has no course tells what it is. */
export function phaseText({ value }: Notice, now: number): string {
	const phase = effectivePhase(value, now);
	return phase === 'published' ? word('kinds', value.kind) : word('phases', phase);
}

/** What is said aloud of a notice, or of what came after it, in the reader's words. */
export const saidText = ({ value }: Notice, title: string, phase: string): string =>
	`${value.drill ? `${message('drill')} ` : ''}${message('said', { title, phase })}`;

/** When it is expected to be over, or when planned work takes place. */
export function windowText({ value }: Notice, now: number): string {
	const { estimate, window } = value;
	if (isEnded(value, now)) return '';
	if (window)
		return message('span', { start: clockTime(window.start, now), end: clockTime(window.end, now) });
	return estimate
		? message('estimate', {
				earliest: clockTime(estimate.earliest, now),
				latest: clockTime(estimate.latest, now),
			})
		: '';
}

/** The names of components, in the order in which the notice names them. */
export const namesOf = (state: State, ids: readonly string[]): string =>
	ids.length ? listText(ids.map((id) => componentName(state, id))) : '';

/** How old it is, once it may be so no longer; otherwise empty. */
export function ageText(snapshot: FeedSnapshot, now: number): string {
	const { connection, heardAt } = snapshot;
	if (heardAt === null || !isStale(snapshot, now)) return '';
	return message(isAtEase(connection) ? 'heard' : 'stale', { ago: relativeTime(heardAt, now) });
}

/** Why what is shown may be old, or why there is nothing to show; empty while all is well. */
export function staleText(snapshot: FeedSnapshot | null, now: number): string {
	if (snapshot && snapshot.heardAt !== null) return ageText(snapshot, now);
	return message(snapshot && snapshot.connection !== 'connecting' ? 'neverHeard' : 'connecting');
}
