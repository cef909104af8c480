/**
 * How readers are spread over processes. All of them accept connections from one queue, so that a storm is every core's work.
 * Whoever is awake first gets the next one, which is not even: a process that has more than its share gives newcomers away.
 */

/** How far above the average a process may be: giving a reader away costs more than serving it. */
const tolerance = 1.1;
/** Few readers need not be even, and what is known of the others is a moment old. */
const some = 64;

/**
 * From how many readers on a process gives newcomers away; `processes` counts all that take readers, each up to `limit`: one that is full
 * refuses nobody while others have room.
 */
export const shareOf = (readers: number, processes: number, limit: number): number =>
	Math.min(Math.floor((readers / processes) * tolerance) + some, limit);

/** What each process may have of a limit that somebody set for all of them. */
export const partOf = (limit: number | null, processes: number): number | null =>
	limit === null ? null : Math.ceil(limit / processes);
