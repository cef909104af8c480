/** The statuses of all components over 90 days, folded from the commits of a log. */

import type { ComponentValue, NoticeValue } from '../records/records.ts';
import type { Change, Commit, State } from '../state/commit.ts';
import { components, effectivePhase, isEnded, isExpired } from '../views/notices.ts';
import { type ComponentStatus, componentStatuses, worst } from '../vocabulary.ts';
import { dayMs, daysOf, midnight, secondsOf } from './days.ts';
import { type ComponentHistory, type History, historyDays } from './history.ts';
import { pastNotices } from './past-notices.ts';
import { replaceFrom, type Span } from './spans.ts';

/** The first of the days whose last one holds an instant. */
const firstDay = (at: number): number => midnight(at) - (historyDays - 1) * dayMs;

type Spans<Status = ComponentStatus> = Map<string, Span<Status>[]>;

/** The list under a key, made where there is none. */
function listAt<Item>(lists: Map<string, Item[]>, key: string): Item[] {
	const list = lists.get(key) ?? [];
	lists.set(key, list);
	return list;
}

/** As `activeNotices` of view.ts has it. */
const isActive = (value: NoticeValue, now: number): boolean =>
	!isEnded(value, now) && !isExpired(value, now) && effectivePhase(value, now) !== 'scheduled';

/** From when until when a notice counts by the clock alone, if it stays as it is from `at` on. */
function activeSpan(value: NoticeValue, at: number): Pick<Span, 'from' | 'to'> | null {
	const turns = [value.window?.start, value.window?.end, value.expiresAt]
		.map((instant) => Date.parse(instant ?? ''))
		.filter((turn) => turn > at)
		.sort((a, b) => a - b);
	const moments = [at, ...turns];
	const first = moments.findIndex((moment) => isActive(value, moment));
	const from = moments[first];
	if (from === undefined) return null;
	const to = moments.slice(first).find((moment) => !isActive(value, moment));
	return { from, to: to ?? Number.POSITIVE_INFINITY };
}

/**
 * Takes commits in the order of their numbers. It keeps spans and no days: what was said by a notice that is retracted later
 * can be taken out again, and reading changes nothing, at whatever instant.
 */
export class StatusHistory {
	/** While a component existed: the status set by hand, or `null` where notices decide. */
	readonly #lives: Spans<ComponentStatus | null> = new Map();
	/** What each notice said of each component. */
	readonly #said = new Map<string, Spans>();
	/** The instant of the last commit. Where the clock was set back, what comes after counts from here. */
	#last = 0;
	/** What ended before this instant is not kept. */
	#keptFrom = 0;

	take({ at, changes }: Commit): void {
		this.#last = Math.max(this.#last, Date.parse(at));
		for (const change of changes) this.#change(change);
		// Nothing before the first day is ever asked for again: days only go on.
		const first = firstDay(this.#last);
		// All is gone through for that, so not every day.
		if (first - this.#keptFrom >= historyDays * dayMs) this.#forgetUntil(first);
	}

	/** `state` is the state after the last commit that was taken. */
	read(state: State, now: number): History {
		const end = Math.max(now, this.#last);
		const from = firstDay(end);
		// The millisecond that is just now counts: a day that has just begun is not without a status.
		const until = end + 1;
		const said = this.#saidOfComponents();
		return {
			from: new Date(from).toISOString().slice(0, 10),
			days: historyDays,
			timeZone: 'UTC',
			components: components(state, now).map(({ id }): ComponentHistory => {
				const days = daysOf(this.#lives.get(id) ?? [], said.get(id) ?? [], from, until);
				return { id, worst: days.map((day) => day.worst), seconds: days.map(secondsOf) };
			}),
			notices: pastNotices(state, now, from),
		};
	}

	#change({ kind, id, value }: Change): void {
		if (kind === 'component') {
			const status = (value as ComponentValue | null)?.status ?? null;
			const life = value && { from: this.#last, to: Number.POSITIVE_INFINITY, status };
			replaceFrom(listAt(this.#lives, id), this.#last, life);
		} else if (kind === 'notice') this.#notice(id, value as NoticeValue | null);
	}

	#notice(id: string, value: NoticeValue | null): void {
		// Retracted, or found to be an exercise: it was never true of any day.
		if (!value || value.drill) return void this.#said.delete(id);
		const said: Spans = this.#said.get(id) ?? new Map();
		this.#said.set(id, said);
		const span = activeSpan(value, this.#last);
		const named = new Map<string, ComponentStatus>();
		for (const { component, status } of value.affected)
			named.set(component, worst(componentStatuses, [named.get(component) ?? status, status]));
		for (const component of new Set([...said.keys(), ...named.keys()])) {
			const status = named.get(component);
			replaceFrom(listAt(said, component), this.#last, span && status ? { ...span, status } : null);
		}
	}

	#saidOfComponents(): Spans {
		const all: Spans = new Map();
		for (const said of this.#said.values())
			for (const [component, spans] of said) listAt(all, component).push(...spans);
		return all;
	}

	#forgetUntil(first: number): void {
		forgetUntil(first, this.#lives);
		for (const [notice, said] of this.#said) {
			forgetUntil(first, said);
			if (said.size === 0) this.#said.delete(notice);
		}
		this.#keptFrom = first;
	}
}

function forgetUntil<Status>(first: number, lists: Spans<Status>): void {
	for (const [key, spans] of lists) {
		const kept = spans.filter(({ to }) => to > first);
		if (kept.length === 0) lists.delete(key);
		else if (kept.length < spans.length) lists.set(key, kept);
	}
}
