/** Sentences about a notice. Every element uses the same. */
import type { NoticeValue } from '../../model/generated/record-types.ts';
import type { State } from '../../model/state/state.ts';
import { wholeGroups } from '../../model/views/component-groups.ts';
import { betterByHand, componentName } from '../../model/views/components.ts';
import {
	effectivePhase,
	isEnded,
	isEstimateLate,
	isWindowLate,
	type Notice,
	promiseState,
} from '../../model/views/notices.ts';
import { inLanguage } from '../../model/views/translation.ts';
import type { Update } from '../../model/views/updates.ts';
import { isolate, label, message } from './messages.ts';
import { listText } from './numbers.ts';
import { preferredLanguages } from './preferred-languages.ts';
import { lengthText, relativeTime } from './relative-time.ts';
import { clockTime, laterTime, timeRange } from './time.ts';

/** The title in the visitor's language, if there is a translation. */
export const noticeTitle = ({ value }: Notice): string => inLanguage(value, preferredLanguages()).value.title;

/** When the next update is due, or that it is late. Empty if none was promised. */
export function promiseText({ value }: Notice, now: number): string {
	const { state, at } = promiseState(value, now);
	if (at === null) return '';
	const time = clockTime(at, now);
	return state === 'overdue'
		? message('lateBy', { time, length: lengthText((now - at) / 1000) })
		: message('promise', { time, relative: relativeTime(at, now) });
}

export const updatedText = ({ value }: Notice, now: number): string =>
	message('updated', { ago: relativeTime(value.updatedAt, now) });

/** The phase that an update sets, or the word for one that sets none. */
export const updateTitle = (phase: string | null): string =>
	phase ? label('phases', phase) : message('update');

/** How an update was corrected, and whether it was posted late. Empty for most updates. */
export function correctionText({ value }: Update, now: number): string {
	const { body, editedAt, withdrawnAt, addedAt } = value;
	const text = (name: 'edited' | 'withdrawn' | 'textRemoved', at: string) =>
		message(name, { time: clockTime(at, now) });
	return [
		addedAt ? message('addedLater') : '',
		withdrawnAt ? text('withdrawn', withdrawnAt) : '',
		editedAt && !withdrawnAt ? text(body.length ? 'edited' : 'textRemoved', editedAt) : '',
	]
		.filter(Boolean)
		.join(', ');
}

/**
 * The phase. A notice that is only ever published shows what is known about data instead, or its
 * kind.
 */
export function phaseText({ value }: Notice, now: number): string {
	const { kind, dataSafety } = value;
	const phase = effectivePhase(value, now);
	if (phase !== 'published') return label('phases', phase);
	return dataSafety ? label('safetyTitles', dataSafety.state) : label('kinds', kind);
}

/**
 * The word for how much a notice matters, the same in every element: the phase once it has ended,
 * otherwise its impact. What is no incident and has no impact shows its kind.
 */
export function severityText(value: NoticeValue, now: number): string {
	if (isEnded(value, now)) return label('phases', effectivePhase(value, now));
	return value.kind !== 'incident' && value.impact === 'none'
		? label('kinds', value.kind)
		: label('impacts', value.impact);
}

/**
 * What a screen reader announces of a notice. `title` and `phase` are in the visitor's language.
 */
export const announcementText = ({ value }: Notice, title: string, phase: string): string =>
	`${value.drill ? `${message('drill')} ` : ''}${message('said', { title, phase })}`;

/** The window of planned work, or the estimate. Empty once the notice has ended. */
export function windowText({ value }: Notice, now: number): string {
	const { estimate, window } = value;
	if (isEnded(value, now)) return '';
	if (isWindowLate(value, now)) return message('windowLate');
	if (window) return timeRange(window.start, window.end, now);
	if (!estimate) return '';
	if (isEstimateLate(value, now)) return message('estimateLate');
	const { earliest, latest } = estimate;
	if (earliest === latest) return message('estimateAt', { time: clockTime(latest, now) });
	return message('estimate', {
		earliest: clockTime(earliest, now),
		latest: laterTime(latest, earliest, now),
	});
}

/** What an operator set components to that the notice calls worse. Empty if there are none. */
export const setByTeamText = (state: State, value: Pick<NoticeValue, 'affected'>, now: number): string =>
	betterByHand(state, value, now)
		.map(({ component, status }) =>
			message('setByTeam', { name: componentName(state, component), value: label('statuses', status) }),
		)
		.join(' · ');

/** The names of components as a list, in the order of `ids`. */
export const componentNames = (state: State, ids: readonly string[]): string =>
	ids.length ? listText(ids.map((id) => componentName(state, id))) : '';

/**
 * The first names and how many more there are: "Payments, Cards and 28 more". A group whose
 * components are all among `ids` is one name. `limit`: how many names are shown.
 */
export function shortNames(state: State, ids: readonly string[], limit = 2): string {
	const groups = wholeGroups(state, new Set(ids));
	const names = [
		...new Set(groups.values()),
		...ids.filter((id) => !groups.has(id)).map((id) => componentName(state, id)),
	];
	const count = names.length - limit;
	if (count <= 0) return names.length ? listText(names) : '';
	const shown = names.slice(0, limit).map(isolate).join(message('comma'));
	return message('namesAndMore', { names: shown, count });
}
