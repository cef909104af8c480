/**
 * The promise clock of a server: what is promised now, and the reminders. They go through one port,
 * {@link Reminders}, for everything that delivers them to operators.
 */

import { promiseRecord } from '../../src/model/promises/reminders.ts';
import type { ReminderStage } from '../../src/model/promises/stages.ts';
import type { PromiseValue } from '../../src/model/records/promise.ts';
import type { ProposalValue } from '../../src/model/records/proposal.ts';
import type { State, StateRecord } from '../../src/model/state/state.ts';
import { changesSince } from '../../src/model/state/state.ts';
import { activeNotices, notice } from '../../src/model/views/notices.ts';
import type { Impact } from '../../src/model/vocabulary.ts';
import { type ChecklistReminder, checklistReminderOf } from './checklist-reminders.ts';
import { type DrillReminder, drillReminderOf } from './drill-reminders.ts';
import type { LiveState } from './live-state.ts';
import {
	type HeldOccurrence,
	hasHeldOccurrence,
	heldOccurrenceOf,
	type StartReminder,
	startReminderOf,
} from './maintenance-reminders.ts';

/** A reminder that an update was promised. */
export interface Reminder {
	/** The commit that recorded it: the cursor. */
	readonly seq: number;
	/** ISO 8601, UTC. */
	readonly at: string;
	readonly stage: ReminderStage;
	readonly notice: string;
	readonly title: string;
	readonly impact: Impact;
	readonly drill: boolean;
	readonly nextUpdateBy: string;
}

/** A draft that the server did not publish at its time. */
export interface HeldDraft {
	/** The commit that recorded it: the cursor. */
	readonly seq: number;
	readonly draft: string;
	readonly notice: string;
	readonly title: string;
	readonly publishAt: string | null;
	/** Why. */
	readonly held: string;
}

/** What is sent to operators at once. */
export type AnyReminder =
	| Reminder
	| HeldDraft
	| StartReminder
	| HeldOccurrence
	| DrillReminder
	| ChecklistReminder;

interface Subscriber {
	readonly onReminder: (reminder: AnyReminder) => void;
	readonly onClose: () => void;
}

export class Reminders {
	readonly #liveState: LiveState;
	readonly #subscribers = new Set<Subscriber>();
	readonly #unsubscribe: () => void;

	constructor(liveState: LiveState) {
		this.#liveState = liveState;
		this.#unsubscribe = liveState.subscribe((commit) => {
			const { seq, changes } = commit;
			for (const { kind, id, value } of changes) {
				if (this.#subscribers.size === 0) return;
				if (kind === 'series' && !hasHeldOccurrence(commit)) continue;
				const reminder = reminderOf({ kind, id, seq, value }, liveState.state);
				if (reminder) for (const { onReminder } of this.#subscribers) onReminder(reminder);
			}
		});
	}

	/**
	 * The newest reminder of each notice, draft, series and kind of drill that was recorded after commit `seq`, in order.
	 */
	since(seq: number): AnyReminder[] {
		const { state } = this.#liveState;
		return changesSince(state, seq)
			.flatMap((record) => reminderOf(record, state) ?? [])
			.sort((a, b) => a.seq - b.seq);
	}

	/**
	 * Calls `onReminder` for each further reminder, and `onClose` when the server stops. Returns a
	 * function that unsubscribes.
	 */
	subscribe(onReminder: Subscriber['onReminder'], onClose: () => void = () => undefined): () => void {
		const subscriber = { onReminder, onClose };
		this.#subscribers.add(subscriber);
		return () => this.#subscribers.delete(subscriber);
	}

	close(): void {
		this.#unsubscribe();
		for (const { onClose } of this.#subscribers) onClose();
		this.#subscribers.clear();
	}
}

function reminderOf(record: StateRecord, state: State): AnyReminder | null {
	const { kind, id, seq, value } = record;
	if (kind === 'reminder') return startReminderOf(record, state);
	if (kind === 'checklist-reminder') return checklistReminderOf(record, state);
	if (kind === 'drill-due') return drillReminderOf(record, state);
	if (kind === 'series') return heldOccurrenceOf(record);
	if (kind === 'proposal') return value && heldDraft(id, seq, value as ProposalValue);
	const { reminder, at } = (kind === 'promise' ? (value ?? {}) : {}) as Partial<PromiseValue>;
	const found = notice(state, id);
	if (!reminder || at === undefined || !found) return null;
	const { title, impact, drill } = found.value;
	return { seq, at, ...reminder, notice: id, title, impact, drill };
}

const heldDraft = (
	draft: string,
	seq: number,
	{ notice, title, publishAt, held }: ProposalValue,
): HeldDraft | null => (held == null ? null : { seq, draft, notice, title, publishAt, held });

/** What an open notice promises now. */
export interface OpenPromise {
	readonly notice: string;
	readonly title: string;
	readonly impact: Impact;
	readonly drill: boolean;
	readonly nextUpdateBy: string | null;
	/** `declined`: an operator chose to promise none. `none`: nothing was decided. */
	readonly state: 'due' | 'overdue' | 'declined' | 'none';
	/** The newest reminder of this promise. */
	readonly reminder: ReminderStage | null;
}

/** The open incidents, and other open notices with a promise: the soonest first, those without last. */
export const openPromises = (state: State, now: number): OpenPromise[] =>
	activeNotices(state, now)
		.filter(({ value }) => value.kind === 'incident' || value.promise !== null)
		.map(({ id, value: { title, impact, drill, promise } }): OpenPromise => {
			const nextUpdateBy = promise?.nextUpdateBy ?? null;
			const record = promiseRecord(state, id);
			const late = nextUpdateBy !== null && Date.parse(nextUpdateBy) <= now ? 'overdue' : 'due';
			const without = record?.declined ? 'declined' : 'none';
			return {
				...{ notice: id, title, impact, drill, nextUpdateBy },
				state: nextUpdateBy === null ? without : late,
				reminder:
					record?.reminder && record.reminder.nextUpdateBy === nextUpdateBy ? record.reminder.stage : null,
			};
		})
		.sort((a, b) => timeOf(a) - timeOf(b));

const timeOf = ({ nextUpdateBy }: OpenPromise): number =>
	nextUpdateBy === null ? Number.POSITIVE_INFINITY : Date.parse(nextUpdateBy);
