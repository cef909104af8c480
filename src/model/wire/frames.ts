/** The frames of a stream: their names and shapes (docs/reference/protocol.md). */
import type { StateRecord } from '../state/state.ts';

export const protocolVersion = 1;

/**
 * How clients should follow: with one open stream, or with a request for the snapshot every
 * `intervalMs`.
 */
export interface Policy {
	readonly mode: 'stream' | 'poll';
	/** The time between two polls, milliseconds. */
	readonly intervalMs: number;
	/**
	 * `false`: service workers show no page of their own (docs/how-to/service-worker.md). Pages do
	 * not read it.
	 */
	readonly takeover?: boolean;
}

interface Stamped {
	/** The version of the protocol. */
	readonly v: number;
	/** The `seq` of the state: the cursor to continue from. */
	readonly seq: number;
	/** When the server wrote the frame, ISO 8601. */
	readonly at: string;
	/**
	 * The random id of the log. It was named `site` when a log served one site only. A cursor is
	 * valid for one log.
	 */
	readonly site: string;
	readonly records: readonly StateRecord[];
}

/** All public records that were not removed, as far as they are retained (retention.ts). */
export interface SnapshotFrame extends Stamped {
	readonly policy: Policy;
	/** The longest time between two comments on a stream, milliseconds. */
	readonly heartbeatMs: number;
}

/** The records that changed, removals included. */
export interface ChangeFrame extends Stamped {
	/**
	 * The state that it applies to. A client whose state has a lower `seq` has missed something and
	 * must not apply it.
	 */
	readonly since: number;
}

/**
 * The heartbeat: the server's time, so that a client knows how old its state is. A client whose
 * `seq` is lower has missed a change.
 */
export type TimeFrame = Omit<Stamped, 'records'>;

/** The server is about to close the connection. */
export interface RetireFrame {
	readonly v: number;
	/** The time over which clients spread their return, milliseconds. */
	readonly afterMs: number;
}

export type Frame =
	| { readonly name: 'snapshot'; readonly data: SnapshotFrame }
	| { readonly name: 'change'; readonly data: ChangeFrame }
	| { readonly name: 'time'; readonly data: TimeFrame }
	| { readonly name: 'retire'; readonly data: RetireFrame };
