/** What a month of maintenance holds: announced notices, and occurrences of series. Pure. */

import { phaseLabels } from '../../../model/labels.ts';
import type { State } from '../../../model/state/state.ts';
import { effectivePhase, notices } from '../../../model/views/notices.ts';
import type { Schema } from '../../api/client.ts';

export type Series = Schema<'Series'>;
export type Occurrence = Schema<'Occurrence'>;

export interface Entry {
	readonly key: string;
	readonly title: string;
	/** ISO 8601, UTC. */
	readonly start: string;
	readonly end: string;
	readonly stateText: string;
	readonly isOff: boolean;
	/** `null`: it belongs to no series. */
	readonly of: { readonly series: Series; readonly occurrence: Occurrence } | null;
	readonly notice: string | null;
}

const stateTexts = {
	planned: 'Not announced yet',
	cancelled: 'Cancelled',
	held: 'Could not be announced',
	announced: 'Announced',
	retracted: 'Retracted',
} as const;

const textOf = ({ state, phase }: Occurrence): string =>
	state === 'announced' && phase ? (phaseLabels[phase] ?? phase) : stateTexts[state];

/** All entries in the order of their starts. `now` is epoch milliseconds. */
export function entriesOf(list: readonly Series[], state: State, now: number): Entry[] {
	const ofSeries = list.flatMap((series) =>
		series.occurrences.map(
			(occurrence): Entry => ({
				key: `${series.id} ${occurrence.day}`,
				title: String(series.notice.title ?? ''),
				...{ start: occurrence.start, end: occurrence.end },
				stateText: textOf(occurrence),
				isOff:
					occurrence.state === 'cancelled' ||
					occurrence.state === 'retracted' ||
					occurrence.phase === 'cancelled',
				of: { series, occurrence },
				notice: occurrence.notice,
			}),
		),
	);
	const known = new Set(ofSeries.map(({ notice }) => notice));
	const others = notices(state).flatMap(({ id, value }): Entry[] => {
		if (value.kind !== 'maintenance' || !value.window || known.has(id)) return [];
		const phase = effectivePhase(value, now);
		return [
			{
				key: id,
				...{ title: value.title, start: value.window.start, end: value.window.end },
				...{ stateText: phaseLabels[phase] ?? phase, isOff: phase === 'cancelled', of: null, notice: id },
			},
		];
	});
	return [...ofSeries, ...others].sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** A month: `2027-03`. */
export const monthAfter = (month: string, count: number): string => {
	const [year = 0, number = 1] = month.split('-').map(Number);
	return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
};

/** The days that the calendar of a month shows, in whole weeks from Monday on. */
export function daysOf(month: string): string[] {
	const first = Date.parse(`${month}-01T00:00:00Z`);
	const before = (new Date(first).getUTCDay() + 6) % 7;
	const last = Date.parse(`${monthAfter(month, 1)}-01T00:00:00Z`);
	const dayMs = 86_400_000;
	const weeks = Math.ceil((before + (last - first) / dayMs) / 7);
	return Array.from({ length: weeks * 7 }, (_, index) =>
		new Date(first + (index - before) * dayMs).toISOString().slice(0, 10),
	);
}

/** The day on the clocks of this browser: `2027-03-28`. */
export const localDay = (at: string | number): string => {
	const date = new Date(at);
	const two = (number: number): string => String(number).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};
