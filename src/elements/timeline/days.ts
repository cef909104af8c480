import type { Update } from '../../model/views/updates.ts';
import { dayText } from '../i18n/dates.ts';
import { clockTime, timeText } from '../i18n/time.ts';

export interface Day {
	readonly name: string;
	readonly updates: readonly Update[];
}

/** Groups updates by their day in the visitor's zone, without changing their order. */
export function groupByDay(updates: readonly Update[]): readonly Day[] {
	const days = new Map<string, Update[]>();
	for (const update of updates) {
		const name = dayText(update.value.at);
		days.set(name, [...(days.get(name) ?? []), update]);
	}
	return [...days].map(([name, updates]) => ({ name, updates }));
}

/** "14:30 (2 min ago)", without a date: the name of the day is above it. */
export const timeOfDay = (at: string, now: number): string =>
	timeText(at, now, clockTime(at, Date.parse(at)));
