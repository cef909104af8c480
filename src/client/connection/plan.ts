import { dueInMs, type Source, streamDueInMs } from './source.ts';

/**
 * The requests of one round, in the order in which they are made: until one of them is answered.
 */
export interface Plan {
	readonly streams: readonly Source[];
	readonly snapshots: readonly Source[];
}

export interface PlanInput {
	/** Monotonic milliseconds. */
	readonly now: number;
	/** Whether the server asks its clients to poll. */
	readonly shouldPoll: boolean;
	/** Whether no source answered in the last round. */
	readonly isUnanswered: boolean;
	/** Rounds in a row without a working stream. */
	readonly failures: number;
}

/**
 * Chooses the requests of the next round. After a round without any answer, a server gets one
 * request per round instead of two: for its stream in two rounds out of three, else for its
 * snapshot. Mirrors have no stream, so each round asks them for their snapshot.
 */
export function chooseRequests(sources: readonly Source[], input: PlanInput): Plan {
	const { now, shouldPoll, isUnanswered, failures } = input;
	const streams = shouldPoll ? [] : sources.filter((source) => streamDueInMs(source, now) <= 0);
	const snapshots = sources.filter((source) => dueInMs(source, now) <= 0);
	if (!isUnanswered) return { streams, snapshots };
	const asksForStreams = streams.length > 0 && failures % 3 !== 2;
	return asksForStreams
		? { streams, snapshots: snapshots.filter(({ stream }) => !stream) }
		: { streams: [], snapshots };
}
