/** What operators learn about maintenance: it begins soon, or an occurrence could not be announced. */
import type { StartStage } from '../../src/model/promises/start-stages.ts';
import type { ReminderValue } from '../../src/model/records/reminder.ts';
import type { SeriesValue } from '../../src/model/records/series.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import type { State, StateRecord } from '../../src/model/state/state.ts';
import { notice } from '../../src/model/views/notices.ts';

/** A reminder that maintenance begins. */
export interface StartReminder {
	/** The commit that recorded it: the cursor. */
	readonly seq: number;
	/** ISO 8601, UTC. */
	readonly at: string;
	readonly stage: StartStage;
	readonly notice: string;
	readonly title: string;
	readonly startsAt: string;
}

/** An occurrence of a series that the server could not announce. */
export interface HeldOccurrence {
	/** The commit that recorded it: the cursor. */
	readonly seq: number;
	readonly series: string;
	readonly day: string;
	readonly title: string;
	/** Why. */
	readonly held: string;
}

export function startReminderOf({ id, seq, value }: StateRecord, state: State): StartReminder | null {
	const found = notice(state, id);
	if (!value || !found) return null;
	const { at, stage, startsAt } = value as ReminderValue;
	return { seq, at, stage, notice: id, title: found.value.title, startsAt };
}

/** The newest day that is held; `null`: none is. */
export function heldOccurrenceOf({ id, seq, value }: StateRecord): HeldOccurrence | null {
	if (!value) return null;
	const { command, occurrences } = value as SeriesValue;
	const [day, entry] =
		Object.entries(occurrences)
			.filter(([, { held }]) => held !== null)
			.at(-1) ?? [];
	if (day === undefined || entry?.held == null) return null;
	return { seq, series: id, day, title: String(command.title ?? ''), held: entry.held };
}

/** Whether a commit could not announce an occurrence. Other commits on a series repeat its record. */
export const hasHeldOccurrence = ({ cause, changes }: Commit): boolean =>
	cause.command === 'announce-occurrence' && !changes.some(({ kind }) => kind === 'notice');
