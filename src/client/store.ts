import { emptyState, merge, type State } from '../model/commit.ts';
import { CandorError } from '../model/errors.ts';
import { type ChangeFrame, type Frame, type Policy, type SnapshotFrame, snapshotOf } from '../model/wire.ts';
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

export interface Store {
	snapshot(): FeedSnapshot;
	subscribe(listener: () => void): () => void;
	/** The number to resume from; `null` when the whole state is needed. */
	cursor(): number | null;
	policy(): Policy;
	heartbeatMs(): number;
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
	show(connection: ConnectionState): void;
	/** What is known, to be kept; `null` before there is anything. */
	keep(): SnapshotFrame | null;
}

export function createStore(clock: ServerClock): Store {
	const listeners = createListeners();
	let state = emptyState;
	let site: string | null = null;
	let policy: Policy = { mode: 'stream', intervalMs: 30_000 };
	let heartbeatMs = 15_000;
	/** When the server wrote what was taken last. */
	let writtenAt = 0;
	let heardAt: number | null = null;
	let published: FeedSnapshot = Object.freeze({ state, connection: 'connecting', heardAt });

	const replace = (frame: SnapshotFrame): void => {
		// The same state again stays the same object: nobody has anything to redraw.
		if (frame.site !== site || frame.seq !== state.seq) state = merge(emptyState, frame.seq, frame.records);
		({ site, policy, heartbeatMs } = frame);
		writtenAt = Date.parse(frame.at);
	};
	const follow = (frame: ChangeFrame, since: number): void => {
		// Another log, or this one as it was before a backup was put back: what we know is not what this change is laid on.
		if (frame.site !== site || frame.seq < since)
			throw new CandorError('bad-frame', 'The change does not follow from what is known. Start afresh.');
		if (frame.seq > state.seq || frame.records.length > 0) state = merge(state, frame.seq, frame.records);
	};

	return {
		snapshot: () => published,
		subscribe: listeners.subscribe,
		cursor: () => (site === null || state.seq === 0 ? null : state.seq),
		policy: () => policy,
		heartbeatMs: () => heartbeatMs,
		take: (frame, since = null) => {
			if (frame.name === 'snapshot') replace(frame.data);
			else follow(frame.data, since ?? 0);
			writtenAt = Date.parse(frame.data.at);
			clock.hear(writtenAt, since !== null || frame.name === 'snapshot');
			heardAt = clock.now();
		},
		takePolled: ({ frame, servedAt, ageMs }) => {
			// Caches differ in age. An older copy of the same log must not take back what a newer one said.
			if (frame.site === site && frame.seq < state.seq && Date.parse(frame.at) < writtenAt) return;
			replace(frame);
			clock.hear(servedAt ?? writtenAt, servedAt !== null);
			heardAt = clock.now() - ageMs;
		},
		restore: (frame) => {
			replace(frame);
			heardAt = writtenAt;
		},
		forget: () => {
			site = null;
		},
		touch: () => {
			heardAt = clock.now();
		},
		show: (connection) => {
			const { state: shown, connection: before, heardAt: heard } = published;
			if (shown === state && before === connection && heard === heardAt) return;
			published = Object.freeze({ state, connection, heardAt });
			clock.reschedule();
			listeners.tell();
		},
		keep: () =>
			site === null || heardAt === null
				? null
				: snapshotOf(state, { at: new Date(heardAt).toISOString(), site, policy, heartbeatMs }),
	};
}
