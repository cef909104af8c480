/** The state of one feed in this tab, and what its listeners see of it. */
import { type Finding, findingId, findingKind } from '../../model/finding.ts';
import { liveRecords, merge, type StateRecord } from '../../model/state/state.ts';
import { readSnapshot } from '../../model/wire/essentials.ts';
import { type Frame, protocolVersion, type SnapshotFrame } from '../../model/wire/frames.ts';
import type { ServerClock } from '../clock.ts';
import { requestFailure, stale } from '../http/failure.ts';
import { createListeners } from '../listeners.ts';
import type { ConnectionState, FeedSnapshot } from './feed-snapshot.ts';
import { type Pins, Replica, type ServerFacts } from './replica.ts';

/**
 * A snapshot from `GET /v1/snapshot` or a mirror, which a cache may have stored for a while.
 */
export interface PolledSnapshot {
	readonly frame: SnapshotFrame;
	/**
	 * The server's time when it answered, epoch milliseconds; `null` for a mirror, and for an answer
	 * without a date.
	 */
	readonly servedAt: number | null;
	/** As in a {@link FeedSnapshot}, but never `null`. */
	readonly heardAt: number;
}

/**
 * What one tab of a browser sends to the others: its state as the JSON of a snapshot frame, its
 * connection, and server time, epoch milliseconds. The others decode the JSON, as any input. They
 * do not check its signature, which the sender has done.
 */
export type TabState = readonly [frame: string, connection: ConnectionState, now: number];

export interface Store {
	snapshot(): FeedSnapshot;
	/**
	 * `listener` is called when `snapshot()` has changed. Returns the function that ends the
	 * subscription.
	 */
	subscribe(listener: () => void): () => void;
	/** The `seq` after which a stream is resumed; `null` when the whole state is needed. */
	cursor(): number | null;
	/** What the newest accepted snapshot says about the server. */
	server(): ServerFacts;
	/**
	 * Applies a frame of a stream. `since`: the cursor of the request, for the first frame of its
	 * stream; `null` for later frames. Throws CandorError when the frame does not continue the state,
	 * and a RequestFailure with its `reason` when the frame is refused. The failure has the code
	 * `stale` when the frame's time is not that of now; a frame that is newer than the state is
	 * applied even then.
	 */
	applyFrame(frame: Exclude<Frame, { name: 'retire' }>, since?: number | null): void;
	/**
	 * Applies the snapshot of a poll. Returns whether it is current. Throws as {@link applyFrame}
	 * does.
	 */
	applyPolled(snapshot: PolledSnapshot): boolean;
	/**
	 * Applies a snapshot from storage. `isAgeKnown`: whether the visitor's clock can tell how old it
	 * is. A clock that is behind cannot.
	 */
	restore(frame: SnapshotFrame, isAgeKnown: boolean): void;
	/** What other tabs of this browser receive; `null` before the first state. */
	tabState(): TabState | null;
	/**
	 * Applies what another tab sent. Returns whether the message shows that a leader runs there:
	 * false for `null` and for what no version sends.
	 */
	applyTabState(state: TabState): boolean;
	/**
	 * Adds what the host page found out itself to the state; `null` removes it. It is neither stored
	 * nor sent to other tabs.
	 */
	setFinding(finding: Finding | null): void;
	/** The next stream starts with the whole state. What is shown stays. */
	dropCursor(): void;
	/**
	 * Records what the headers of an answer say about the time, epoch milliseconds: a frame that is
	 * much older comes from a cache.
	 */
	recordServed(time: number): void;
	/** Records that another tab was in contact with the server until now. */
	recordContact(): void;
	/**
	 * Publishes what has changed since the last call, and calls the listeners if anything has.
	 * Default: the connection stays as it is.
	 */
	publish(connection?: ConnectionState): void;
	/**
	 * The state as a frame for storage; `null` before the first state, and while its age is unknown.
	 */
	exportFrame(): SnapshotFrame | null;
}

export function createStore(clock: ServerClock, pins: Pins = {}): Store {
	const listeners = createListeners();
	const replica = new Replica(pins);
	let heardAt: number | null = null;
	/** The host page's own finding, or nothing. */
	let ownRecords: readonly StateRecord[] = [];
	/** What the published state was merged from. */
	let parts = { serverState: replica.state, ownRecords };
	let published: FeedSnapshot = Object.freeze({ state: replica.state, connection: 'connecting', heardAt });

	/** A state from another tab or from storage is as old as its frame says. */
	const useFrameAge = (): void => {
		clock.adjust(replica.writtenAt, 'past');
		heardAt = replica.writtenAt;
	};

	/** Throws for a copy that is older than what is shown. Returns whether it is current. */
	const assertNewer = (time: number): boolean => {
		const isFresh = clock.isFresh(time);
		if (!isFresh && time < (heardAt ?? 0)) throw requestFailure({ code: stale });
		return isFresh;
	};

	const store: Store = {
		snapshot: () => published,
		subscribe: listeners.subscribe,
		cursor: () => replica.cursor,
		server: () => replica.server,
		applyFrame: ({ name, data }, since = null) => {
			const time = Date.parse(data.at);
			const isFresh = assertNewer(time);
			const isFirst = name === 'snapshot' || since !== null;
			if (name === 'snapshot') replica.applySnapshot(data);
			else if (name === 'change') replica.applyChange(data, since);
			else replica.assertComplete(data);
			// The server writes a snapshot, and the first frame of a stream, for this request. Other
			// frames may have waited on the way.
			clock.adjust(time, isFresh && isFirst ? 'live' : 'past');
			heardAt = isFirst ? time : Math.max(time, heardAt ?? 0);
			if (!isFresh) throw requestFailure({ code: stale });
		},
		applyPolled: (polled) => {
			if (polled.servedAt === null) clock.adjust(Date.parse(polled.frame.at), 'past');
			else clock.adjust(polled.servedAt, 'cached');
			const isFresh = assertNewer(polled.heardAt);
			replica.applySnapshot(polled.frame);
			heardAt = polled.heardAt;
			return isFresh;
		},
		restore: (frame, isAgeKnown) => {
			replica.restore(frame);
			useFrameAge();
			if (!isAgeKnown) heardAt = null;
		},
		tabState: () => {
			const frame = store.exportFrame();
			return frame && [JSON.stringify(frame), published.connection, clock.now()];
		},
		applyTabState: (state) => {
			try {
				const [text, connection, now] = state;
				// The state of a leader of another version, which cannot be read here.
				if (typeof connection !== 'string') return true;
				replica.applyFromTab(readSnapshot(text));
				useFrameAge();
				clock.adjust(now, 'live');
				store.publish(connection);
				return true;
			} catch {
				// From a leader that has no state yet (`null`), or from another script of this origin.
				return false;
			}
		},
		setFinding: (value) => {
			// No record of a server has a higher seq, so that `merge` never drops this one as the older.
			const seq = Number.MAX_SAFE_INTEGER;
			ownRecords = value ? [{ kind: findingKind, id: findingId, seq, value }] : [];
			store.publish();
		},
		dropCursor: () => replica.dropCursor(),
		recordServed: (time) => clock.adjust(time, 'cached'),
		recordContact: () => {
			heardAt = clock.now();
		},
		publish: (connection = published.connection) => {
			const serverState = replica.state;
			// The state stays the same object while neither part changes.
			const isSame = parts.serverState === serverState && parts.ownRecords === ownRecords;
			if (isSame && published.connection === connection && published.heardAt === heardAt) return;
			const state = isSame ? published.state : merge(serverState, serverState.seq, ownRecords);
			parts = { serverState, ownRecords };
			published = Object.freeze({ state, connection, heardAt });
			listeners.notify();
		},
		exportFrame: () =>
			replica.server.site && heardAt !== null
				? {
						...replica.server,
						v: protocolVersion,
						seq: replica.state.seq,
						at: new Date(heardAt).toISOString(),
						records: liveRecords(replica.state),
					}
				: null,
	};
	return store;
}
