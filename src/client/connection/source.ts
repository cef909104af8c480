/** Where a feed comes from: status servers in order, then static copies of their snapshot. */
import { addressesIn } from './address.ts';

/** How a feed is reached and what it must be signed with. Each is what the script tag's attribute holds. */
export interface FeedSettings {
	/** Status servers, in order, with spaces between: `https://status.example.com https://status.example.net`. */
	readonly source: string;
	/** Static copies of the snapshot, in order, with spaces between: `https://cdn.example.net/status/snapshot.json`. */
	readonly mirrors?: string | undefined;
	/** Public keys, at most two: nothing is shown that was not signed with one of them. */
	readonly keys?: string | undefined;
	/** The identity of the server's log: nothing is shown that is of another. */
	readonly site?: string | undefined;
}

/** One place that can be asked, and how it fared. Times are monotonic milliseconds. */
export interface Source {
	/** Where its stream is; `null` for a static copy. */
	readonly stream: string | null;
	readonly snapshot: string;
	/** When it may be asked again: our own patience. */
	at: number;
	/** Not before then: what it asked for itself. */
	notBefore: number;
	/** When its stream may be asked again, where the server or something on the way refuses or holds back streams. */
	streamAt: number;
	/** Streams in a row that were silent. */
	mute: number;
}

export function sourcesOf({ source, mirrors }: FeedSettings): readonly Source[] {
	const fresh = { at: 0, notBefore: 0, streamAt: 0, mute: 0 };
	return [
		...addressesIn(source).map((address) => ({
			stream: `${address}/v1/stream`,
			snapshot: `${address}/v1/snapshot`,
			...fresh,
		})),
		...addressesIn(mirrors).map((snapshot) => ({ stream: null, snapshot, ...fresh })),
	];
}
