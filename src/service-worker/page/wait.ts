/** How long to wait before the next try. Pure: the randomness is handed in. */

const shortestMs = 8_000;
const longestMs = 60_000;
/** A visitor waits at most so much longer than the outage lasted: the longer it is, the less a moment more matters. */
const share = 1 / 15;
const shortestHintMs = 1_000;
const longestHintMs = 300_000;

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/**
 * Milliseconds until the next try: anywhere in the upper half of 8 s, after two minutes of a fifteenth of the outage, at
 * most of 60 s. So a product that was away for a moment has its visitors back within 10 s, and one that was away for an
 * hour is not met by all of them at once.
 *
 * @param downMs - For how long the product has not answered.
 * @param retryAfterMs - How long the product asked to be left alone; kept within 1 s and 5 min. 0: it did not.
 */
export function waitMs(downMs: number, retryAfterMs: number, random: () => number): number {
	const most = clamp(downMs * share, shortestMs, longestMs);
	if (!retryAfterMs) return most * (0.5 + random() / 2);
	const least = clamp(retryAfterMs, shortestHintMs, longestHintMs);
	// All were told the same: they come back spread over half as long again.
	return least + random() * Math.max(most, least / 2);
}
