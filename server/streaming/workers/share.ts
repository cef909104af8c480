/**
 * How readers are spread over processes. All of them accept connections from one queue, so that a storm is every core's work.
 * Whoever is awake first gets the next one, which is not even: a process that has more than its share, or is full, gives
 * newcomers away.
 */

/** How far above the average a process may be: giving a reader away costs several times what serving it does. */
const tolerance = 1.1;
/** Few readers need not be even, and what is known of the others is a moment old: in a storm hundreds come in that. */
const some = 500;
/** Of what a process may have, where that is less. */
const someOfLimit = 0.1;

/**
 * Which processes give newcomers away, from how many readers each had when it last told. In a storm these numbers are old as soon as they
 * are told: until the next time a process takes what comes, as the others do. Each may have `limit`.
 */
export function aboveShare(readers: readonly number[], limit: number): readonly boolean[] {
	const all = readers.reduce((sum, count) => sum + count, 0);
	const share = (all / readers.length) * tolerance + Math.min(some, limit * someOfLimit);
	return readers.map((count) => count >= share);
}

/** What each process may have of a limit that somebody set for all of them. */
export const partOf = (limit: number | null, processes: number): number | null =>
	limit === null ? null : Math.ceil(limit / processes);
