/** The statuses of all components over the last days, computed from the commits of a log. */
import type { ComponentValue, NoticeValue } from '../generated/record-types.ts';
import type { Change, Commit } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { components } from '../views/components.ts';
import { isActive } from '../views/notices.ts';
import { type ComponentStatus, componentStatuses, worst } from '../vocabulary.ts';
import { dayMs, daysOf, midnight, secondsOf, statusesOf } from './days.ts';
import { type ComponentHistory, historyDays, type PastDays } from './history.ts';
import { pastNotices } from './past-notices.ts';
import { replaceFrom, type Span } from './spans.ts';

/** The first day of the history whose last day contains `at`. */
const firstDay = (at: number): number => midnight(at) - (historyDays - 1) * dayMs;

/** A clock that is set back by less than this has been corrected. By more: it was wrong before. */
const setBackMs = dayMs;
/**
 * How far ahead a wrong clock may be without a loss: nothing is deleted that is needed after it is
 * set right.
 */
const mostAheadMs = 400 * dayMs;
/** So many days at least lie between two times at which long ended notices are set aside. */
const setAsideDays = 7;

type Spans<Status = ComponentStatus> = Map<string, Span<Status>[]>;

/** A span as JSON; `null` as its end: none is known. */
type SavedSpan = readonly [from: number, to: number | null, status: ComponentStatus | null];
/** The spans of a component, or those that a notice gave each component; the times come last. */
type SavedHistory =
	| readonly [of: 'life', component: string, spans: readonly SavedSpan[]]
	| readonly [
			of: 'announced' | 'longEnded' | 'retracted',
			notice: string,
			components: readonly (readonly [component: string, spans: readonly SavedSpan[]])[],
	  ]
	| readonly [of: 'times', recentFrom: number, last: number, keptFrom: number];

const savedSpans = (spans: readonly Span<ComponentStatus | null>[]): SavedSpan[] =>
	spans.map(({ from, to, status }) => [from, to < Number.POSITIVE_INFINITY ? to : null, status]);
const spansOf = <Status>(saved: readonly SavedSpan[]): Span<Status>[] =>
	saved.map(([from, to, status]) => ({
		...{ from, to: to ?? Number.POSITIVE_INFINITY, status: status as Status },
	}));

/** The list under a key. It is created if there is none. */
function listAt<Item>(lists: Map<string, Item[]>, key: string): Item[] {
	const list = lists.get(key) ?? [];
	lists.set(key, list);
	return list;
}

/** The time in which a notice is open, if it stays as it is from `at` on. `null` if it never is. */
function activeSpan(value: NoticeValue, at: number): Pick<Span, 'from' | 'to'> | null {
	const edges = [value.window?.start, value.window?.end, value.expiresAt]
		.map((instant) => Date.parse(instant ?? ''))
		.filter((edge) => edge > at)
		.sort((a, b) => a - b);
	const times = [at, ...edges];
	const first = times.findIndex((time) => isActive(value, time));
	const from = times[first];
	if (from === undefined) return null;
	const to = times.slice(first).find((time) => !isActive(value, time));
	return { from, to: to ?? Number.POSITIVE_INFINITY };
}

/** `null` for maintenance that was cancelled before its window. */
const pastSpan = (from: number, to: number): Pick<Span, 'from' | 'to'> | null =>
	to > from ? { from, to } : null;

/** When a backdated notice affected its components: maintenance may be announced before. */
const startOf = ({ openedAt, window, endedAt }: NoticeValue): number =>
	endedAt === null ? Date.parse(openedAt) : Date.parse(window?.start ?? openedAt);

/**
 * Follows a log. It stores spans, not days, so that a notice which is retracted later can be
 * removed from the past, and so that reading changes nothing.
 */
export class StatusHistory {
	/**
	 * While a component existed: the status that an operator set, or `null` if the notices decide.
	 */
	readonly #lives: Spans<ComponentStatus | null> = new Map();
	/** By notice, the status that it gave each component. */
	readonly #announced = new Map<string, Spans>();
	/** The same of notices that ended before {@link #recentFrom}: a history rarely needs them. */
	readonly #longEnded = new Map<string, Spans>();
	#recentFrom = 0;
	/** The same of retracted notices, which may be restored. They count on no day. */
	readonly #retracted = new Map<string, Spans>();
	/**
	 * The time of the last commit. If the clock was set back a little, later commits count from here.
	 */
	#last = 0;
	/** Spans that ended before this time have been deleted. */
	#keptFrom = 0;

	/** Applies the next commit of the log. */
	take({ at, changes }: Commit): void {
		const time = Date.parse(at);
		if (this.#last - time > setBackMs) this.#setBack(time);
		this.#last = Math.max(this.#last, time);
		for (const change of changes) this.#change(change, at);
		// Setting aside visits all recent spans, and deleting all spans: neither every day.
		const recentFrom = firstDay(this.#last);
		if (recentFrom - this.#recentFrom >= setAsideDays * dayMs) this.#setAsideBefore(recentFrom);
		// Time only goes on, so nothing before the first day is needed again.
		const first = recentFrom - mostAheadMs;
		if (first - this.#keptFrom >= historyDays * dayMs) this.#deleteBefore(first);
	}

	/** All that it knows, for {@link restore}. */
	*save(): Generator<SavedHistory> {
		for (const [component, life] of this.#lives) yield ['life', component, savedSpans(life)];
		const maps = {
			announced: this.#announced,
			longEnded: this.#longEnded,
			retracted: this.#retracted,
		};
		for (const [of, notices] of Object.entries(maps))
			for (const [notice, components] of notices)
				yield [
					of as keyof typeof maps,
					notice,
					[...components].map(([component, spans]) => [component, savedSpans(spans)] as const),
				];
		yield ['times', this.#recentFrom, this.#last, this.#keptFrom];
	}

	/** Takes one of the entries that were saved; all of them make this what it was. */
	restore(entry: SavedHistory): void {
		if (entry[0] === 'times') [, this.#recentFrom, this.#last, this.#keptFrom] = entry;
		else if (entry[0] === 'life') this.#lives.set(entry[1], spansOf(entry[2]));
		else {
			const [of, notice, components] = entry;
			const notices = { announced: this.#announced, longEnded: this.#longEnded, retracted: this.#retracted }[
				of
			];
			notices.set(notice, new Map(components.map(([component, spans]) => [component, spansOf(spans)])));
		}
	}

	/** The history at `now`. `state` is the state after the last commit. */
	read(state: State, now: number): PastDays {
		// A commit that is far ahead was made by a wrong clock, and the history ends now.
		const end = this.#last - now > setBackMs ? now : Math.max(now, this.#last);
		const from = firstDay(end);
		// The current millisecond counts, so that a day that has just begun has a status.
		const until = end + 1;
		const announced = this.#announcedByComponent(from);
		return {
			from: new Date(from).toISOString().slice(0, 10),
			days: historyDays,
			timeZone: 'UTC',
			components: components(state, now).map(({ id }): ComponentHistory => {
				const days = daysOf(this.#lives.get(id) ?? [], announced.get(id) ?? [], from, until);
				return { id, worst: days.map((day) => day.worst), seconds: days.map(secondsOf) };
			}),
			notices: pastNotices(state, now, from),
		};
	}

	/**
	 * The statuses of some components from `from` until `until`, while they existed, in order. Nothing
	 * is known of what ended more than 400 days before the first day of the history.
	 */
	*statuses(ids: readonly string[], from: number, until: number): Generator<readonly [string, Span[]]> {
		const announced = this.#announcedByComponent(from);
		for (const id of ids)
			yield [id, statusesOf(this.#lives.get(id) ?? [], announced.get(id) ?? [], from, until)];
	}

	/**
	 * The clock was ahead at the last commits. What they changed begins and ends at `time` instead.
	 */
	#setBack(time: number): void {
		const last = this.#last;
		const corrected = (at: number): number => (at > time && at <= last ? time : at);
		for (const [id, announced] of this.#longEnded) this.#announced.set(id, announced);
		this.#longEnded.clear();
		this.#recentFrom = 0;
		for (const lists of [
			this.#lives,
			...this.#announced.values(),
			...this.#retracted.values(),
		] as Spans<never>[])
			for (const [key, spans] of lists) {
				const moved = spans.map((span) => ({ ...span, from: corrected(span.from), to: corrected(span.to) }));
				lists.set(
					key,
					moved.filter(({ from, to }) => to > from),
				);
			}
		this.#last = time;
	}

	#change({ kind, id, value }: Change, at: string): void {
		if (kind === 'component') {
			this.#changeComponent(listAt(this.#lives, id), value as ComponentValue | null);
		} else if (kind === 'notice') this.#changeNotice(id, value as NoticeValue | null, at);
	}

	#changeComponent(life: Span<ComponentStatus | null>[], value: ComponentValue | null): void {
		const until = Date.parse(value?.until ?? '') || Number.POSITIVE_INFINITY;
		const status = until > this.#last ? (value?.status ?? null) : null;
		replaceFrom(life, this.#last, value && { from: this.#last, to: Number.POSITIVE_INFINITY, status });
		if (value && status && until < Number.POSITIVE_INFINITY)
			replaceFrom(life, until, { from: until, to: Number.POSITIVE_INFINITY, status: null });
	}

	#changeNotice(id: string, value: NoticeValue | null, at: string): void {
		// A retracted notice and a drill count on no day, also not in the past.
		if (!value || value.drill) {
			const known = this.#announced.get(id) ?? this.#longEnded.get(id);
			if (known && !value) this.#retracted.set(id, known);
			this.#announced.delete(id);
			this.#longEnded.delete(id);
			return;
		}
		const known = this.#announced.get(id) ?? this.#longEnded.get(id) ?? this.#retracted.get(id);
		this.#longEnded.delete(id);
		this.#retracted.delete(id);
		const announced: Spans = known ?? new Map();
		this.#announced.set(id, announced);
		// A backdated notice counts from its own start to its own end.
		const isBackdated = !known && value.addedAt === at;
		const from = isBackdated ? Math.min(this.#last, startOf(value)) : this.#last;
		const span =
			isBackdated && value.endedAt !== null
				? pastSpan(from, Date.parse(value.endedAt))
				: activeSpan(value, from);
		const named = new Map<string, ComponentStatus>();
		for (const { component, status } of value.affected)
			named.set(component, worst(componentStatuses, [named.get(component) ?? status, status]));
		if (isBackdated) for (const component of named.keys()) this.#liveSince(component, from);
		for (const component of new Set([...announced.keys(), ...named.keys()])) {
			const status = named.get(component);
			replaceFrom(listAt(announced, component), from, span && status ? { ...span, status } : null);
		}
	}

	/** A component that a notice of the past names existed then, whenever it was created here. */
	#liveSince(component: string, from: number): void {
		const life = this.#lives.get(component);
		const first = life?.[0];
		if (life && first && first.from > from) life.unshift({ from, to: first.from, status: null });
	}

	/** The spans that reach beyond `from`. */
	#announcedByComponent(from: number): Spans {
		const all: Spans = new Map();
		// A commit of a clock that is ahead sets aside what is still needed.
		const maps = from < this.#recentFrom ? [this.#announced, this.#longEnded] : [this.#announced];
		for (const announced of maps.flatMap((map) => [...map.values()]))
			for (const [component, spans] of announced)
				listAt(all, component).push(...spans.filter(({ to }) => to > from));
		return all;
	}

	#setAsideBefore(from: number): void {
		for (const [id, announced] of this.#announced)
			if ([...announced.values()].flat().every(({ to }) => to <= from)) {
				this.#announced.delete(id);
				this.#longEnded.set(id, announced);
			}
		this.#recentFrom = from;
	}

	#deleteBefore(first: number): void {
		deleteBefore(first, this.#lives);
		for (const all of [this.#announced, this.#longEnded, this.#retracted])
			for (const [notice, announced] of all) {
				deleteBefore(first, announced);
				if (announced.size === 0) all.delete(notice);
			}
		this.#keptFrom = first;
	}
}

function deleteBefore<Status>(first: number, lists: Spans<Status>): void {
	for (const [key, spans] of lists) {
		const kept = spans.filter(({ to }) => to > first);
		if (kept.length === 0) lists.delete(key);
		else if (kept.length < spans.length) lists.set(key, kept);
	}
}
