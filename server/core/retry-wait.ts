/**
 * How long the server waits before it repeats a request to another system. RFC 9110 (section 10.2.3)
 * sets no bound on `Retry-After`, and a server can wait for hours: unlike a page, which a person
 * looks at, and which follows it for five minutes at most (src/model/backoff.ts).
 */
import { type BackoffLimits, backoffMs } from '../../src/model/backoff.ts';

export interface RetryWaitOptions {
	readonly limits: BackoffLimits;
	/** `Retry-After`, milliseconds. */
	readonly retryAfterMs?: number | undefined;
	/** The longest `Retry-After` that is followed, milliseconds: a mistake must not silence a use for days. */
	readonly longestAskedMs: number;
}

/**
 * Milliseconds to wait after `failures` attempts in a row that failed (1 or more): the shared back-off,
 * and never less than `Retry-After`. What waits for the same moment is spread over the first wait of
 * the back-off.
 *
 * @param random - Returns a number from 0 (inclusive) to 1 (exclusive).
 */
export function retryWaitMs(
	failures: number,
	random: () => number,
	{ limits, retryAfterMs = 0, longestAskedMs }: RetryWaitOptions,
): number {
	const ownMs = backoffMs(failures, random, { limits });
	if (retryAfterMs <= 0) return ownMs;
	return Math.max(ownMs, Math.min(retryAfterMs, longestAskedMs) + random() * limits.firstMs);
}
