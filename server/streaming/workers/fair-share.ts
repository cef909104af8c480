/**
 * How streams are spread over processes. All processes accept connections from one queue, so that
 * every core works during a storm. The queue is not fair: an idle process takes more. A process
 * above its fair share, or at its limit, hands new streams off.
 */

/**
 * How far above the average a process may be: handing a stream off costs several times what serving
 * it costs.
 */
const tolerance = 1.1;
/**
 * A difference that is always allowed, as a number of streams and as a fraction of the limit (the
 * smaller one counts): the other processes' counts are slightly old, and in a storm hundreds of
 * streams arrive in that time.
 */
const allowedDifference = 500;
const allowedLimitFraction = 0.1;

/**
 * For each process, whether it has more than its fair share and must hand new streams off.
 * `streamCounts` come from the last messages of all processes. Each process may have up to `limit`
 * streams.
 */
export function aboveFairShare(streamCounts: readonly number[], limit: number): readonly boolean[] {
	const total = streamCounts.reduce((sum, count) => sum + count, 0);
	const difference = Math.min(allowedDifference, limit * allowedLimitFraction);
	const share = (total / streamCounts.length) * tolerance + difference;
	return streamCounts.map((count) => count >= share);
}

/**
 * The part of one process of a limit that is configured for all of them; `null`: no limit is
 * configured.
 */
export const limitPerProcess = (limit: number | null, processes: number): number | null =>
	limit === null ? null : Math.ceil(limit / processes);
