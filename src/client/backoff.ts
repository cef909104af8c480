/** How long to wait before the next attempt. Pure: the randomness is handed in. */

const shortest = 1_000;
const longest = 60_000;
const longestHint = 300_000;
/** A stream that lasted this long was a good one: whatever came before it is forgotten. */
const goodMs = 10_000;
/** A stream that spoke, and broke off early, was at least answered: the wait after it stays within four seconds, or `retry:`. */
const mostWhenHeard = 3;

/** What a server asks for, kept within reason. */
const clampHint = (ms: number): number => Math.min(Math.max(ms, shortest), longestHint);

export interface Waiting {
	/** Failures in a row, this one included; 1 is the first retry. */
	readonly failures: number;
	/** The stream's own `retry:`, milliseconds: what a retry is spread over, or more. */
	readonly retryMs?: number | undefined;
	/** `Retry-After` or `retire`, milliseconds: how long to stay away in any case. */
	readonly notBeforeMs?: number | undefined;
}

/**
 * Milliseconds to wait, with full jitter: anything from nothing up to a ceiling that doubles with every failure, so
 * that the readers of a server that comes back do not arrive together.
 */
export function delay({ failures, retryMs = shortest, notBeforeMs }: Waiting, random: () => number): number {
	const ceiling = Math.max(Math.min((shortest * 2 ** failures) / 2, longest), clampHint(retryMs));
	const floor = notBeforeMs === undefined ? 0 : clampHint(notBeforeMs);
	return floor + random() * Math.max(ceiling, floor / 2);
}

/** The failures in a row after one more attempt; `goodForMs` is how long it brought frames, `null` if it never did. */
export const countFailure = (failures: number, goodForMs: number | null): number => {
	if (goodForMs === null) return failures + 1;
	return goodForMs >= goodMs ? 1 : Math.min(failures + 1, mostWhenHeard);
};
