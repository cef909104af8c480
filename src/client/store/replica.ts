/** This tab's copy of the server's state: which frames it accepts, and what they change. */
import {
	emptyState,
	liveRecords,
	merge,
	recordKey,
	type State,
	type StateRecord,
} from '../../model/state/state.ts';
import { bad } from '../../model/wire/decoder.ts';
import { defaultHeartbeatMs, defaultPolicy } from '../../model/wire/delivery.ts';
import type { ChangeFrame, SnapshotFrame, TimeFrame } from '../../model/wire/frames.ts';
import { requestFailure } from '../http/failure.ts';

/** What a host page pins. */
export interface Pins {
	/** Public keys. */
	readonly keys?: string | undefined;
	/** The identity of the server's log. */
	readonly site?: string | undefined;
}

/** What a server says about itself in a snapshot. */
export type ServerFacts = Pick<SnapshotFrame, 'site' | 'policy' | 'heartbeatMs'>;

export class Replica {
	state: State = emptyState;
	server: ServerFacts = { site: '', policy: defaultPolicy, heartbeatMs: defaultHeartbeatMs };
	/** When the server wrote the last accepted frame, epoch milliseconds of server time. */
	writtenAt = 0;
	readonly #pins: Pins;
	/**
	 * False when a stream cannot be resumed from the state. The state still counts against older
	 * frames.
	 */
	#isResumable = false;
	/** Whether the state comes from storage, and no server has confirmed it yet. */
	#isRestored = false;

	constructor(pins: Pins) {
		this.#pins = pins;
	}

	/** The `seq` after which a stream is resumed; `null` when the whole state is needed. */
	get cursor(): number | null {
		return (this.#isResumable && this.state.seq) || null;
	}

	dropCursor(): void {
		this.#isResumable = false;
	}

	/** Replaces the state. Throws a RequestFailure with a reason when the snapshot is refused. */
	applySnapshot(frame: SnapshotFrame): void {
		this.#assertAcceptable(frame);
		this.#replace(frame);
	}

	/**
	 * Merges a change into the state. Throws CandorError when it does not continue the state, a
	 * RequestFailure when it is refused.
	 *
	 * @param since - The cursor of the request that this frame answers; `null` for later frames.
	 */
	applyChange(frame: ChangeFrame, since: number | null): void {
		if (this.#pins.keys !== undefined) this.#assertAcceptable(frame);
		const isOfThisLog = this.#isResumable && frame.site === this.server.site;
		// A `seq` below the cursor: the log was restored from a backup. A `since` above the state: a
		// frame in between is missing.
		if (!isOfThisLog || frame.seq < (since ?? 0) || frame.since > this.state.seq) bad();
		if (frame.seq > this.state.seq || frame.records.length > 0)
			this.state = merge(this.state, frame.seq, frame.records);
		this.writtenAt = Date.parse(frame.at);
	}

	/** Throws CandorError when the server has sent a change that this page does not have. */
	assertComplete({ site, seq }: TimeFrame): void {
		if (site !== this.server.site || seq > this.state.seq) bad();
	}

	/** Replaces the state with one that another tab of this browser has accepted before. */
	applyFromTab(frame: SnapshotFrame): void {
		this.#replace(frame);
	}

	/**
	 * Replaces the state with one from storage. Any frame that was written later replaces it, even
	 * one with a lower `seq`.
	 */
	restore(frame: SnapshotFrame): void {
		this.#replace(frame);
		this.#isRestored = true;
	}

	/**
	 * Throws for a frame of another site and for one that would roll the state back. Caches differ in
	 * age, so a snapshot may be older than the state. A server whose backup was restored sends lower
	 * numbers that were written later: they are accepted, unless keys are pinned.
	 */
	#assertAcceptable(frame: Pick<SnapshotFrame, 'site' | 'seq' | 'at'>): void {
		const { keys, site } = this.#pins;
		if (site && frame.site !== site) throw requestFailure({ reason: 'other-site' });
		const isPinned = keys !== undefined;
		const wasWrittenEarlier = Date.parse(frame.at) < this.writtenAt;
		const isStrict = isPinned && !this.#isRestored;
		const isRollback =
			frame.site === this.server.site
				? frame.seq < this.state.seq && (isStrict || wasWrittenEarlier)
				: isPinned && wasWrittenEarlier;
		if (isRollback) throw requestFailure({ reason: 'rolled-back' });
		this.#isRestored = false;
	}

	#replace({ site, policy, heartbeatMs, seq, at, records }: SnapshotFrame): void {
		const existing = this.#isResumable && site === this.server.site ? this.state : emptyState;
		// An unchanged record stays the same object, and so does an unchanged state: nothing is drawn
		// again.
		const merged = records.map((record) => {
			const before = recordIn(existing, record);
			return before?.seq === record.seq ? before : record;
		});
		const hasChanged =
			seq !== existing.seq ||
			merged.length !== liveRecords(existing).length ||
			merged.some((record) => recordIn(existing, record) !== record);
		if (hasChanged) this.state = merge(emptyState, seq, merged);
		this.server = { site, policy, heartbeatMs };
		this.#isResumable = true;
		this.writtenAt = Date.parse(at);
	}
}

const recordIn = (state: State, { kind, id }: StateRecord): StateRecord | undefined =>
	state.records.get(recordKey(kind, id));
