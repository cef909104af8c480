/** Spans of time, each with one status. Times are epoch milliseconds. */
import { type ComponentStatus, componentStatuses } from '../vocabulary.ts';

export interface Span<Status = ComponentStatus> {
	readonly from: number;
	/** Exclusive. Infinite if no end is known. */
	to: number;
	readonly status: Status;
}

/**
 * Replaces everything from `at` on with `next`, or with nothing if `next` is `null`. The list is in order and is changed in place,
 * because a log may hold a hundred thousand commits.
 */
export function replaceFrom<Status>(spans: Span<Status>[], at: number, next: Span<Status> | null): void {
	while ((spans.at(-1)?.from ?? Number.NEGATIVE_INFINITY) >= at) spans.pop();
	const last = spans.at(-1);
	if (last) last.to = Math.min(last.to, at);
	if (!next) return;
	if (last?.to === next.from && last.status === next.status) last.to = next.to;
	else spans.push(next);
}

/**
 * Turns overlapping spans, in any order, into consecutive spans from `from` to `to`. The worst of the overlapping statuses
 * counts, and `operational` where there is no span.
 */
export function worstOf(spans: readonly Span[], from: number, to: number): Span[] {
	const edges = spans
		.filter((span) => span.to > from && span.from < to)
		.flatMap((span) => {
			const level = componentStatuses.indexOf(span.status);
			return [
				{ at: Math.max(span.from, from), level, by: 1 },
				{ at: Math.min(span.to, to), level, by: -1 },
			];
		})
		.sort((a, b) => a.at - b.at);
	/** For each status, the number of spans that have it at the current time. */
	const open = componentStatuses.map(() => 0);
	const found: Span[] = [];
	let since = from;
	const add = (until: number): void => {
		const status = componentStatuses[open.map((count) => count > 0).lastIndexOf(true)] ?? 'operational';
		if (until > since) found.push({ from: since, to: until, status });
		since = until;
	};
	for (const { at, level, by } of edges) {
		add(at);
		open[level] = (open[level] ?? 0) + by;
	}
	add(to);
	return found;
}
