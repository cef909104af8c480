/** How long the connection waits before it asks its servers again. */
import { backoffMs, clampRequested, spreadMs } from '../../model/backoff.ts';

/** The shortest time over which clients that lost a working stream return, milliseconds. */
const returnWindowMs = 12_000;
/** The average time between two requests of one page is never shorter than this, milliseconds. */
const perRequestMs = 2_000;

export interface Waiting {
	/** Attempts in a row that failed; 0 when a good stream has just been lost. */
	readonly failures: number;
	/** Requests that the last attempt made. Default: 1. */
	readonly tries?: number | undefined;
	/** The stream's own `retry:`, milliseconds: the return is spread over this, when it is more than twelve seconds. */
	readonly retryMs?: number | undefined;
	/** `retire`, milliseconds: the return is spread over this. */
	readonly retireMs?: number | undefined;
	/** `Retry-After`, milliseconds: the wait is never shorter. */
	readonly notBeforeMs?: number | undefined;
}

/** Milliseconds to wait: a return is spread over a window, everything after that backs off. */
export function delay(
	{ failures, tries = 1, retryMs = 0, retireMs, notBeforeMs }: Waiting,
	random: () => number,
): number {
	if (retireMs !== undefined) return spreadMs(clampRequested(retireMs), random, notBeforeMs);
	if (!failures) return spreadMs(Math.max(returnWindowMs, clampRequested(retryMs)), random, notBeforeMs);
	return backoffMs(failures, random, {
		retryAfterMs: notBeforeMs,
		leastCeilingMs: 3 * perRequestMs * tries,
	});
}
