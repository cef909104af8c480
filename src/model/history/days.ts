/** From spans to days, which begin and end at midnight in UTC. */

import { type ComponentStatus, componentStatuses, worst } from '../vocabulary.ts';
import type { Seconds } from './history.ts';
import { type Span, worstOf } from './spans.ts';

export const dayMs = 86_400_000;
/** The midnight before an instant, or the instant itself. */
export const midnight = (at: number): number => Math.floor(at / dayMs) * dayMs;

export interface Day {
	/** `null`: it did not exist. */
	worst: ComponentStatus | null;
	/** How long each status lasted, in milliseconds. */
	readonly lasted: Map<ComponentStatus, number>;
}

/**
 * One component, day by day from the midnight `from` until `until`. `life`: while it existed, with the status set by hand, or
 * `null` where notices decide; `said`: what the notices said. The same rule as `components` of view.ts follows, for every instant.
 */
export function daysOf(
	life: readonly Span<ComponentStatus | null>[],
	said: readonly Span[],
	from: number,
	until: number,
): Day[] {
	const days = Array.from(
		{ length: Math.ceil((until - from) / dayMs) },
		(): Day => ({ worst: null, lasted: new Map() }),
	);
	const derived = worstOf(said, from, until);
	let next = 0;
	for (const span of life) {
		const end = Math.min(span.to, until);
		// Both are in order, so that neither is gone through more than once.
		for (; next < derived.length; next++) {
			const part = derived[next] as Span;
			const status = span.status ?? part.status;
			spread(status, Math.max(part.from, span.from) - from, Math.min(part.to, end) - from, days);
			if (part.to > end) break;
		}
	}
	return days;
}

/** Puts a status onto each day that it touches. Here `from` and `to` are counted from the first midnight. */
function spread(status: ComponentStatus, from: number, to: number, days: Day[]): void {
	if (from >= to) return;
	for (let index = Math.floor(from / dayMs); index * dayMs < to; index++) {
		const day = days[index];
		if (!day) return;
		day.worst = worst(componentStatuses, [day.worst ?? status, status]);
		const ms = Math.min(to, (index + 1) * dayMs) - Math.max(from, index * dayMs);
		day.lasted.set(status, (day.lasted.get(status) ?? 0) + ms);
	}
}

/** The days' seconds, as they are told: whole ones, the worst status last. */
export const secondsOf = ({ lasted }: Day): Seconds =>
	Object.fromEntries(
		componentStatuses
			.filter((status) => status !== 'operational')
			.map((status) => [status, Math.round((lasted.get(status) ?? 0) / 1_000)] as const)
			.filter(([, seconds]) => seconds > 0),
	);
