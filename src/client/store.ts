import { emptyState, liveRecords, merge, type State } from '../model/commit.ts';
import { bad } from '../model/wire/guard.ts';
import { type Frame, protocolVersion, type SnapshotFrame } from '../model/wire.ts';
import type { ServerClock } from './clock.ts';
import { createListeners } from './listeners.ts';
import type { Polled } from './poll.ts';

/** How the feed stands with its server. */
export type ConnectionState = 'connecting' | 'live' | 'polling' | 'reconnecting' | 'retired';

/** What is known at this moment. Frozen: a change makes another one. */
export interface FeedSnapshot {
	readonly state: State;
	readonly connection: ConnectionState;
	/** Server time of the last word, epoch milliseconds; `null` when there never was one. */
	readonly heardAt: number | null;
}

type ServerFacts = Pick<SnapshotFrame, 'site' | 'policy' | 'heartbeatMs'>;

export interface Store {
	snapshot(): FeedSnapshot;
	subscribe(listener: () => void): () => void;
	/** How many subscribe. */
	count(): number;
	/** The number to resume from; `null` when the whole state is needed. */
	cursor(): number | null;
	/** What the server said last about itself. */
	server(): ServerFacts;
	/** Takes a frame of a stream; `since` is the cursor that its first frame answers. Throws when it cannot follow. */
	take(frame: Exclude<Frame, { name: 'retire' }>, since?: number | null): void;
	/** Takes a snapshot that a cache on the way may have kept for a while. */
	takePolled(answer: Polled): void;
	/** Takes what an earlier page knew; it is shown once `show` is called. */
	restore(frame: SnapshotFrame): void;
	/** The cursor is worth nothing. What is shown stays. */
	forget(): void;
	/** The stream gave a sign of life. */
	touch(): void;
	/** Publishes what is known, and how the connection stands. */
	show(connection?: ConnectionState): void;
	/** What is known, to be kept; `null` before there is anything. */
	keep(): SnapshotFrame | null;
}

export function createStore(clock: ServerClock): Store {
	const listeners = createListeners();
	let state = emptyState;
	/** Without a site there is nothing to resume from. */
	let server: ServerFacts = { site: '', policy: { mode: 'stream', intervalMs: 30_000 }, heartbeatMs: 15_000 };
	/** When the server wrote what was taken last. */
	let writtenAt = 0;
	let heardAt: number | null = null;
	let published: FeedSnapshot = Object.freeze({ state, connection: 'connecting', heardAt });

	const replace = ({ site, policy, heartbeatMs, seq, at, records }: SnapshotFrame): void => {
		// The same state again stays the same object: nobody has anything to redraw.
		if (site !== server.site || seq !== state.seq) state = merge(emptyState, seq, records);
		server = { site, policy, heartbeatMs };
		writtenAt = Date.parse(at);
	};

	/** Sets the clock by a word, and notes when it came. */
	const hear = (at: number, fresh: boolean, ageMs = 0): void => {
		clock.hear(at, fresh);
		heardAt = clock.now() - ageMs;
	};

	return {
		snapshot: () => published,
		subscribe: listeners.subscribe,
		count: listeners.count,
		cursor: () => (server.site && state.seq) || null,
		server: () => server,
		take: ({ name, data }, since = null) => {
			if (name === 'snapshot') replace(data);
			// Another log, or this one as it was before a backup was put back: what we know is not what this change is laid on.
			else if (data.site !== server.site || data.seq < (since ?? 0)) bad();
			else if (data.seq > state.seq || data.records.length > 0) state = merge(state, data.seq, data.records);
			writtenAt = Date.parse(data.at);
			hear(writtenAt, since !== null || name === 'snapshot');
		},
		takePolled: ({ frame, servedAt, ageMs }) => {
			// Caches differ in age. An older copy of the same log must not take back what a newer one said.
			if (frame.site === server.site && frame.seq < state.seq && Date.parse(frame.at) < writtenAt) return;
			replace(frame);
			hear(servedAt ?? writtenAt, servedAt !== null, ageMs);
		},
		restore: (frame) => {
			replace(frame);
			clock.hear(writtenAt, false);
			heardAt = writtenAt;
		},
		forget: () => {
			server = { ...server, site: '' };
		},
		touch: () => {
			heardAt = clock.now();
		},
		show: (connection = published.connection) => {
			if (published.state === state && published.connection === connection && published.heardAt === heardAt)
				return;
			published = Object.freeze({ state, connection, heardAt });
			clock.reschedule();
			listeners.tell();
		},
		keep: () =>
			server.site && heardAt !== null
				? {
						...server,
						v: protocolVersion,
						seq: state.seq,
						at: new Date(heardAt).toISOString(),
						records: liveRecords(state),
					}
				: null,
	};
}
