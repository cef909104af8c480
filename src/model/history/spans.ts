/** Stretches of time, each with one status. Instants are epoch milliseconds. */
import { type ComponentStatus, componentStatuses } from '../vocabulary.ts';

export interface Span<Status = ComponentStatus> {
	readonly from: number;
	/** Exclusive; infinite while nobody knows an end. */
	to: number;
	readonly status: Status;
}

/**
 * Lets `next` hold from `at` on, in place of what held or was ahead until now; `null`: nothing holds. The list is in order, and changed
 * as it lies there: a log may hold a hundred thousand commits.
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
 * Spans in any order as spans one after another, from `from` to `to`: the worst of those that overlap, operational where there
 * are none.
 */
export function worstOf(spans: readonly Span[], from: number, to: number): Span[] {
	const turns = spans
		.filter((span) => span.to > from && span.from < to)
		.flatMap((span) => {
			const level = componentStatuses.indexOf(span.status);
			return [
				{ at: Math.max(span.from, from), level, by: 1 },
				{ at: Math.min(span.to, to), level, by: -1 },
			];
		})
		.sort((a, b) => a.at - b.at);
	/** How many spans say each of the statuses just now. */
	const open = componentStatuses.map(() => 0);
	const found: Span[] = [];
	let since = from;
	const add = (until: number): void => {
		const status = componentStatuses[open.map((count) => count > 0).lastIndexOf(true)] ?? 'operational';
		if (until > since) found.push({ from: since, to: until, status });
		since = until;
	};
	for (const { at, level, by } of turns) {
		add(at);
		open[level] = (open[level] ?? 0) + by;
	}
	add(to);
	return found;
}
