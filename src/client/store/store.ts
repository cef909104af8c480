import type { NoticeValue } from '../../model/records/records.ts';
import {
	emptyState,
	liveRecords,
	localId,
	merge,
	recordKey,
	type State,
	type StateRecord,
} from '../../model/state/commit.ts';
import { defaultHeartbeatMs, defaultPolicy } from '../../model/wire/delivery.ts';
import { readSnapshot } from '../../model/wire/essentials.ts';
import { bad } from '../../model/wire/guard.ts';
import { type Frame, protocolVersion, type SnapshotFrame } from '../../model/wire/wire.ts';
import type { ServerClock } from '../clock.ts';
import { failure } from '../connection/failure.ts';
import type { Polled } from '../connection/poll.ts';
import type { FeedSettings } from '../connection/source.ts';
import { createListeners } from './listeners.ts';

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

/** What one page tells the others: its snapshot as text, which they check as if it came from anywhere, how it stands, and server time. */
export type SharedState = readonly [frame: string, connection: ConnectionState, now: number];

export interface Store {
	snapshot(): FeedSnapshot;
	subscribe(listener: () => void): () => void;
	/** How many have subscribed. */
	listeners(): number;
	/** The number to resume from; `null` when the whole state is needed. */
	cursor(): number | null;
	/** What the server said last about itself. */
	server(): ServerFacts;
	/**
	 * Takes a frame of a stream; `since` is the cursor that its first frame answers. Throws CandorError when it cannot
	 * follow, a failure with a reason when it is not of this page's site or older than what is known.
	 */
	take(frame: Exclude<Frame, { name: 'retire' }>, since?: number | null): void;
	/** Takes a snapshot that a cache on the way may have kept for a while. Throws as `take` does. */
	takePolled(answer: Polled): void;
	/** Takes what an earlier page knew. How old it is, a visitor's clock may not be able to tell. */
	restore(frame: SnapshotFrame, isAgeKnown: boolean): void;
	/** What another page is told; `null` before there is anything. */
	share(): SharedState | null;
	/** Takes what another page tells; `false` when it cannot be read. */
	takeShared(shared: SharedState): boolean;
	/** Shows a notice that this page made itself, beside those of the server; `null` takes it away. */
	announce(notice: NoticeValue | null): void;
	/** The cursor is worth nothing. What is shown stays. */
	forget(): void;
	/** The stream gave a sign of life. */
	touch(): void;
	/** Publishes what is known, and how the connection stands. */
	show(connection?: ConnectionState): void;
	/** What is known, to be kept; `null` before there is anything. */
	keep(): SnapshotFrame | null;
}

export function createStore(clock: ServerClock, { keys, site }: Partial<FeedSettings> = {}): Store {
	const isPinned = keys !== undefined;
	const listeners = createListeners();
	let state = emptyState;
	let local: readonly StateRecord[] = [];
	/** What is shown: the server's state, and what the page says itself. */
	let whole = state;
	let server: ServerFacts = { site: '', policy: defaultPolicy, heartbeatMs: defaultHeartbeatMs };
	/** Whether there is a number to resume from. What was known before it was lost is still not taken back by an older word. */
	let resumable = false;
	/** When the server wrote what was taken last. */
	let writtenAt = 0;
	let heardAt: number | null = null;
	let isRemembered = false;
	let published: FeedSnapshot = Object.freeze({ state, connection: 'connecting', heardAt });

	const compose = (): void => {
		whole = local.length ? merge(state, state.seq, local) : state;
	};
	const lay = (on: State, seq: number, records: readonly StateRecord[]): void => {
		state = merge(on, seq, records);
		compose();
	};

	/** Throws for what is not of this page's site, and for what would take back what a newer word said. */
	const admit = (frame: Pick<SnapshotFrame, 'site' | 'seq' | 'at'>): void => {
		if (site && frame.site !== site) throw failure({ reason: 'other-site' });
		const wasEarlier = Date.parse(frame.at) < writtenAt;
		// Caches differ in age. A server whose backup was put back writes smaller numbers later: with pinned keys, nobody is believed who does.
		// What a browser remembered was checked by another page; a word that was written after it goes before it.
		const isSure = isPinned && !isRemembered;
		const isOlder =
			frame.site === server.site ? frame.seq < state.seq && (isSure || wasEarlier) : isPinned && wasEarlier;
		if (isOlder) throw failure({ reason: 'rolled-back' });
		isRemembered = false;
	};
	const replace = (frame: SnapshotFrame): void => {
		const { policy, heartbeatMs, seq, at } = frame;
		const known = resumable && frame.site === server.site ? state : emptyState;
		// A record that is the same stays the same object, and so does a whole state: nobody has anything to redraw.
		const records = frame.records.map((record) => {
			const old = known.records.get(recordKey(record.kind, record.id));
			return old?.seq === record.seq ? old : record;
		});
		const isNews =
			seq !== known.seq ||
			records.length !== liveRecords(known).length ||
			records.some((record) => known.records.get(recordKey(record.kind, record.id)) !== record);
		if (isNews) lay(emptyState, seq, records);
		server = { site: frame.site, policy, heartbeatMs };
		resumable = true;
		writtenAt = Date.parse(at);
	};

	/** Takes what this browser knew: it is as old as it says. */
	const remember = (frame: SnapshotFrame): void => {
		replace(frame);
		clock.hear(writtenAt, false);
		heardAt = writtenAt;
	};

	const store: Store = {
		snapshot: () => published,
		subscribe: listeners.subscribe,
		listeners: listeners.count,
		cursor: () => (resumable && state.seq) || null,
		server: () => server,
		take: ({ name, data }, since = null) => {
			if (name === 'snapshot' || isPinned) admit(data);
			if (name === 'snapshot') replace(data);
			// Another log, or this one as it was before a backup was put back: what we know is not what this change is laid on.
			// One that is laid on more than we know came without what was before it.
			else if (!resumable || data.site !== server.site || data.seq < (since ?? 0) || data.since > state.seq)
				bad();
			else if (data.seq > state.seq || data.records.length > 0) lay(state, data.seq, data.records);
			writtenAt = Date.parse(data.at);
			clock.hear(writtenAt, since !== null || name === 'snapshot');
			heardAt = clock.now();
		},
		takePolled: (answer) => {
			const { frame, servedAt } = answer;
			admit(frame);
			replace(frame);
			clock.hear(servedAt ?? writtenAt, servedAt !== null, false);
			heardAt = answer.heardAt;
		},
		restore: (frame, isAgeKnown) => {
			remember(frame);
			isRemembered = true;
			if (!isAgeKnown) heardAt = null;
		},
		share: () => {
			const frame = store.keep();
			return frame && [JSON.stringify(frame), published.connection, clock.now()];
		},
		takeShared: (shared) => {
			try {
				const [text, connection, now] = shared;
				// A word that this version does not know is not `live`, and so nothing that is relied on.
				if (typeof connection !== 'string') return true;
				remember(readSnapshot(text));
				clock.hear(now, true);
				store.show(connection);
				return true;
			} catch {
				// Another version's page, or another script of this site: the next one to lead will tell.
				return false;
			}
		},
		announce: (value) => {
			local = value ? [{ kind: 'notice', id: localId, seq: Number.MAX_SAFE_INTEGER, value }] : [];
			compose();
			store.show();
		},
		forget: () => {
			resumable = false;
		},
		touch: () => {
			heardAt = clock.now();
		},
		show: (connection = published.connection) => {
			if (published.state === whole && published.connection === connection && published.heardAt === heardAt)
				return;
			published = Object.freeze({ state: whole, connection, heardAt });
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
	return store;
}
