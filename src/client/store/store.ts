/** The state of one feed in this page, and what its listeners see of it. */
import { type Finding, findingId, findingKind } from '../../model/finding.ts';
import { liveRecords, merge, type State, type StateRecord } from '../../model/state/state.ts';
import { readSnapshot } from '../../model/wire/essentials.ts';
import { type Frame, protocolVersion, type SnapshotFrame } from '../../model/wire/frames.ts';
import type { ServerClock } from '../clock.ts';
import { createListeners } from '../listeners.ts';
import type { ConnectionState, FeedSnapshot } from './feed-snapshot.ts';
import { type Pins, Replica, type ServerFacts } from './replica.ts';

/**
 * A snapshot from `GET /v1/snapshot` or a static copy, which a cache may have stored for a while.
 */
export interface PolledSnapshot {
	readonly frame: SnapshotFrame;
	/**
	 * The server's time when it answered, epoch milliseconds; `null` when the answer does not contain
	 * it.
	 */
	readonly servedAt: number | null;
	/** When the answer was last known to be current, epoch milliseconds of server time. */
	readonly heardAt: number;
}

/**
 * What one page of a browser sends to the others: its snapshot as JSON, which they check like any
 * other input, its connection, and server time, epoch milliseconds.
 */
export type TabState = readonly [frame: string, connection: ConnectionState, now: number];

export interface Store {
	snapshot(): FeedSnapshot;
	/**
	 * `listener` is called when `snapshot()` has changed. Returns the function that ends the
	 * subscription.
	 */
	subscribe(listener: () => void): () => void;
	/** The number from which a stream is resumed; `null` when the whole state is needed. */
	cursor(): number | null;
	/** What the server said last about itself. */
	server(): ServerFacts;
	/**
	 * Applies a frame of a stream. `since`: the cursor of the request that this first frame answers.
	 * Throws CandorError when the frame does not continue the state, a RequestFailure with a reason
	 * when it is refused.
	 */
	applyFrame(frame: Exclude<Frame, { name: 'retire' }>, since?: number | null): void;
	/** Throws as {@link applyFrame} does. */
	applyPolled(snapshot: PolledSnapshot): void;
	/** Applies a snapshot from storage. `isAgeKnown`: the visitor's clock can tell how old it is. */
	restore(frame: SnapshotFrame, isAgeKnown: boolean): void;
	/** What other pages of this browser receive; `null` while nothing is known. */
	tabState(): TabState | null;
	/** Applies what another page sent. Returns whether it could be read. */
	applyTabState(state: TabState): boolean;
	/**
	 * Adds what the page found out itself to the state; `null` removes it. It is neither stored nor
	 * sent to other pages.
	 */
	setFinding(finding: Finding | null): void;
	/** The next stream starts with the whole state. What is shown stays. */
	dropCursor(): void;
	/** Records that the server sent something: the state is current. */
	recordContact(): void;
	/** Makes the changes visible to listeners, with the state of the connection. */
	publish(connection?: ConnectionState): void;
	/** What is known, as a frame for storage; `null` while nothing is known. */
	exportFrame(): SnapshotFrame | null;
}

export function createStore(clock: ServerClock, pins: Pins = {}): Store {
	const listeners = createListeners();
	const replica = new Replica(pins);
	let heardAt: number | null = null;
	let local: readonly StateRecord[] = [];
	/** The server's state together with the page's own finding, and what it was merged from. */
	let shown = { of: replica.state, local, state: replica.state };
	let published: FeedSnapshot = Object.freeze({ state: replica.state, connection: 'connecting', heardAt });

	const shownState = (): State => {
		const { state } = replica;
		if (shown.of !== state || shown.local !== local)
			shown = { of: state, local, state: local.length ? merge(state, state.seq, local) : state };
		return shown.state;
	};
	/** A state of another page, or of an earlier one, is as old as it says. */
	const setAge = (): void => {
		clock.adjust(replica.writtenAt, 'past');
		heardAt = replica.writtenAt;
	};

	const store: Store = {
		snapshot: () => published,
		subscribe: listeners.subscribe,
		cursor: () => replica.cursor,
		server: () => replica.server,
		applyFrame: ({ name, data }, since = null) => {
			if (name === 'snapshot') replica.applySnapshot(data);
			else replica.applyChange(data, since);
			// The first frame of a stream is written for this request. A later one may have waited on the
			// way.
			clock.adjust(replica.writtenAt, name === 'snapshot' || since !== null ? 'live' : 'past');
			heardAt = clock.now();
		},
		applyPolled: (polled) => {
			replica.applySnapshot(polled.frame);
			if (polled.servedAt === null) clock.adjust(replica.writtenAt, 'past');
			else clock.adjust(polled.servedAt, 'cached');
			heardAt = polled.heardAt;
		},
		restore: (frame, isAgeKnown) => {
			replica.restore(frame);
			setAge();
			if (!isAgeKnown) heardAt = null;
		},
		tabState: () => {
			const frame = store.exportFrame();
			return frame && [JSON.stringify(frame), published.connection, clock.now()];
		},
		applyTabState: (state) => {
			try {
				const [text, connection, now] = state;
				// Sent by another version: unknown, but a sign that the page is there.
				if (typeof connection !== 'string') return true;
				replica.applyFromPage(readSnapshot(text));
				setAge();
				clock.adjust(now, 'live');
				store.publish(connection);
				return true;
			} catch {
				// Sent by a page of another version or by another script of this origin. The next leader
				// sends its own state.
				return false;
			}
		},
		setFinding: (value) => {
			local = value ? [{ kind: findingKind, id: findingId, seq: Number.MAX_SAFE_INTEGER, value }] : [];
			store.publish();
		},
		dropCursor: () => replica.dropCursor(),
		recordContact: () => {
			heardAt = clock.now();
		},
		publish: (connection = published.connection) => {
			const state = shownState();
			if (published.state === state && published.connection === connection && published.heardAt === heardAt)
				return;
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
