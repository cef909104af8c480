/** How long the page waits before it checks the product again. Pure: the random number is an input. */
import { backoffMs } from '../../model/backoff.ts';

const shortestCeilingMs = 8_000;
const longestCeilingMs = 60_000;
/** The ceiling as a share of the outage so far: the longer an outage lasts, the less a short delay matters. */
const shareOfOutage = 1 / 15;

/**
 * Milliseconds until the next check: a random value between a ceiling and half of it. The ceiling is a fifteenth of the outage so far, at
 * least 8 s and at most 60 s. Visitors return within 10 s after a short outage; after a long one they do not all arrive at once.
 *
 * @param downMs - How long the product has not answered.
 * @param retryAfterMs - What the product sent as `Retry-After`; 0: nothing. Within 1 s and 5 min, the wait is never shorter.
 */
export function retryDelayMs(downMs: number, retryAfterMs: number, random: () => number): number {
	const ceilingMs = Math.min(Math.max(downMs * shareOfOutage, shortestCeilingMs), longestCeilingMs);
	return backoffMs(1, random, {
		limits: { minMs: ceilingMs / 2, firstMs: ceilingMs, maxMs: ceilingMs },
		retryAfterMs: retryAfterMs || undefined,
	});
}
