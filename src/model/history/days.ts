/** From spans to days, which begin and end at midnight in UTC. */
import { type ComponentStatus, componentStatuses, worst } from '../vocabulary.ts';
import { type Span, worstOf } from './spans.ts';

export const dayMs = 86_400_000;
/** The midnight before an instant, or the instant itself. */
export const midnight = (at: number): number => Math.floor(at / dayMs) * dayMs;
const isDown: readonly string[] = ['partial-outage', 'major-outage'] satisfies ComponentStatus[];

export interface Day {
	/** `null`: it did not exist. */
	worst: ComponentStatus | null;
	downMs: number;
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
		(): Day => ({ worst: null, downMs: 0 }),
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
		if (isDown.includes(status))
			day.downMs += Math.min(to, (index + 1) * dayMs) - Math.max(from, index * dayMs);
	}
}
