/** How long the connection waits before its next requests. */
import { backoffMs, clampRequested, spreadMs } from '../../model/backoff.ts';

/**
 * Clients that lost a working stream at the same moment return within this time at the earliest,
 * milliseconds.
 */
const returnWindowMs = 12_000;
/** The average time between two requests of a page is at least this, milliseconds. */
const perRequestMs = 2_000;

export interface ReconnectDelay {
	/** Attempts in a row that failed; 0 when a working stream has just ended. */
	readonly failures: number;
	/** The number of requests of the last attempt. Default: 1. */
	readonly requests?: number | undefined;
	/**
	 * The `retry:` field of the stream, milliseconds: the return is spread over it, where it is
	 * longer than twelve seconds.
	 */
	readonly retryMs?: number | undefined;
	/** The time from a `retire` frame, milliseconds: the return is spread over it. */
	readonly retireMs?: number | undefined;
	/** `Retry-After`, milliseconds: the wait is never shorter. */
	readonly retryAfterMs?: number | undefined;
}

/**
 * Milliseconds to wait. A return after a working stream is spread evenly over a window; failed
 * attempts back off.
 */
export function reconnectDelayMs(
	{ failures, requests = 1, retryMs = 0, retireMs, retryAfterMs }: ReconnectDelay,
	random: () => number,
): number {
	if (retireMs !== undefined) return spreadMs(clampRequested(retireMs), random, retryAfterMs);
	if (!failures) return spreadMs(Math.max(returnWindowMs, clampRequested(retryMs)), random, retryAfterMs);
	const leastCeilingMs = 3 * perRequestMs * requests;
	return backoffMs(failures, random, { retryAfterMs, leastCeilingMs });
}
