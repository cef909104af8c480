/** Divides spans into days, which begin and end at midnight UTC. */
import { type ComponentStatus, componentStatuses, worst } from '../vocabulary.ts';
import type { Seconds } from './history.ts';
import { type Span, worstOf } from './spans.ts';

export const dayMs = 86_400_000;

/** The last midnight at or before a time. */
export const midnight = (at: number): number => Math.floor(at / dayMs) * dayMs;

export interface Day {
	/** `null` if the component did not exist. */
	worst: ComponentStatus | null;
	/** How long each status lasted, in milliseconds. */
	readonly lasted: Map<ComponentStatus, number>;
}

/**
 * The statuses of one component from `from` until `until`, while it existed, in order. At every time the rule is that
 * of `components` in views/components.ts.
 *
 * @param life - While the component existed: the status that an operator set, or `null` if the notices decide.
 * @param announced - The statuses that the notices gave it.
 */
export function statusesOf(
	life: readonly Span<ComponentStatus | null>[],
	announced: readonly Span[],
	from: number,
	until: number,
): Span[] {
	const derived = worstOf(announced, from, until);
	const found: Span[] = [];
	let next = 0;
	for (const span of life) {
		const end = Math.min(span.to, until);
		// Both lists are in order, so each is read once.
		for (; next < derived.length; next++) {
			const part = derived[next] as Span;
			const status = span.status ?? part.status;
			const [start, to] = [Math.max(part.from, span.from), Math.min(part.to, end)];
			if (to > start) found.push({ from: start, to, status });
			if (part.to > end) break;
		}
	}
	return found;
}

/** The days of one component, from midnight `from` until `until`, by {@link statusesOf}. */
export function daysOf(
	life: readonly Span<ComponentStatus | null>[],
	announced: readonly Span[],
	from: number,
	until: number,
): Day[] {
	const days = Array.from(
		{ length: Math.ceil((until - from) / dayMs) },
		(): Day => ({ worst: null, lasted: new Map() }),
	);
	for (const { status, from: start, to } of statusesOf(life, announced, from, until))
		addTo(days, status, start - from, to - from);
	return days;
}

/** Adds a status to each day that it touches. `from` and `to` are counted from the first midnight. */
function addTo(days: Day[], status: ComponentStatus, from: number, to: number): void {
	for (let index = Math.floor(from / dayMs); index * dayMs < to; index++) {
		const day = days[index];
		if (!day) return;
		day.worst = worst(componentStatuses, [day.worst ?? status, status]);
		const ms = Math.min(to, (index + 1) * dayMs) - Math.max(from, index * dayMs);
		day.lasted.set(status, (day.lasted.get(status) ?? 0) + ms);
	}
}

/** A day as the history shows it: whole seconds, without `operational`, the worst status last. */
export const secondsOf = ({ lasted }: Day): Seconds =>
	Object.fromEntries(
		componentStatuses
			.filter((status) => status !== 'operational')
			.map((status) => [status, Math.round((lasted.get(status) ?? 0) / 1_000)] as const)
			.filter(([, seconds]) => seconds > 0),
	);
