/** How often the command line sends a failed request again, and after which wait. */
import { type BackoffLimits, backoffMs } from '../../../src/model/backoff.ts';

/** How often a request is sent before the command gives up. */
export const maxAttempts = 5;

/** Short, because an operator waits for the result: five attempts take about 14 s. */
const limits: BackoffLimits = { minMs: 1_000, firstMs: 1_500, maxMs: 10_000 };

/** Whether a `Retry-After` is longer than an operator waits for one command. */
export const isTooLong = (retryAfterMs: number | undefined): retryAfterMs is number =>
	retryAfterMs !== undefined && retryAfterMs > 60_000;

/**
 * Milliseconds before the next attempt; `null` after the last attempt, and when the server asks
 * to wait longer than `isTooLong` allows.
 *
 * @param failures - The number of attempts so far, all of which failed.
 */
export function retryDelayMs(failures: number, random: () => number, retryAfterMs?: number): number | null {
	if (failures >= maxAttempts || isTooLong(retryAfterMs)) return null;
	return backoffMs(failures, random, { limits, retryAfterMs });
}

/** "1.3 s", for "Retrying in 1.3 s". */
export const secondsText = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
