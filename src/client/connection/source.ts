/**
 * Where a feed comes from: status servers in order of preference, then mirrors.
 */
import { RequestBudget } from '../../model/backoff.ts';
import { parseAddresses } from '../http/address.ts';

/**
 * How a feed is reached and what its content must be signed with, as in the attributes of the
 * script tag.
 */
export interface FeedSettings {
	/**
	 * Status servers in order of preference, separated by spaces:
	 * `https://status.example.com https://status.example.net`.
	 */
	readonly source: string;
	/**
	 * The snapshots of mirrors in order of preference, separated by spaces:
	 * `https://cdn.example.net/status/snapshot.json`.
	 */
	readonly mirrors?: string | undefined;
	/**
	 * At most two public keys, separated by spaces: content that is not signed with one of them is
	 * not shown.
	 */
	readonly keys?: string | undefined;
	/** The identity of the server's log: content of another log is not shown. */
	readonly site?: string | undefined;
}

/**
 * One place that can be asked, and when it may be asked again. Times are monotonic milliseconds.
 */
export interface Source {
	/** The address of its stream; `null` for a mirror. */
	readonly stream: string | null;
	readonly snapshot: string;
	/**
	 * At most ten requests within a minute, whatever they are for and however often the network
	 * comes and goes.
	 */
	readonly budget: RequestBudget;
	/** No request before this: our own back-off. */
	retryAt: number;
	/** No request before this: the server has asked for it (`Retry-After`, `retire`). */
	notBefore: number;
	/** No stream before this: the server, or a proxy on the way, refuses or blocks streams. */
	streamNotBefore: number;
	/** Streams in a row that ended because no data came. */
	silentStreams: number;
}

const createSource = (stream: string | null, snapshot: string): Source => ({
	stream,
	snapshot,
	budget: new RequestBudget(10, 60_000),
	retryAt: 0,
	notBefore: 0,
	streamNotBefore: 0,
	silentStreams: 0,
});

/** The source of a status server. `address`: without a slash at its end. */
export const serverSource = (address: string): Source =>
	createSource(`${address}/v1/stream`, `${address}/v1/snapshot`);

export const createSources = ({ source, mirrors }: FeedSettings): Source[] => [
	...parseAddresses(source).map(serverSource),
	...parseAddresses(mirrors).map((snapshot) => createSource(null, snapshot)),
];

/** Milliseconds until the source may be asked for its snapshot; 0 or less: now. */
export const dueInMs = ({ budget, retryAt, notBefore }: Source, now: number): number =>
	Math.max(budget.availableInMs(1, now), Math.max(retryAt, notBefore) - now);

/** Milliseconds until the source may be asked for its stream; 0 or less: now. */
export const streamDueInMs = (source: Source, now: number): number =>
	source.stream ? Math.max(dueInMs(source, now), source.streamNotBefore - now) : Number.POSITIVE_INFINITY;

/**
 * The pause before another stream is requested from a source that refuses or blocks streams. It is
 * not for ever, because a deployment ends and a proxy gets another configuration.
 */
export const streamPauseMs = 600_000;
/** Some proxies block streams and nothing else. */
const maxSilentStreams = 2;

/**
 * Pauses the streams of a source that answers requests while its streams stay silent. Call it when
 * the source has answered.
 */
export function pauseSilentStreams(source: Source, now: number): void {
	if (source.silentStreams < maxSilentStreams) return;
	source.silentStreams = 0;
	source.streamNotBefore = now + streamPauseMs;
}
