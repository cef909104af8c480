/** The bytes of every frame, made once for all readers. */
import {
	type Commit,
	changeOf,
	changeOfCommit,
	encodeFrame,
	type Policy,
	preamble,
	protocolVersion,
	type SnapshotFrame,
	snapshotOf,
} from '../../src/model/index.ts';
import type { Clock } from '../clock.ts';
import type { Follower } from '../follower.ts';

export interface Delivery {
	readonly policy: Policy;
	/** Every how many milliseconds a comment shows that the stream lives. */
	readonly heartbeatMs: number;
	/** After how many milliseconds a native EventSource comes back. */
	readonly retryMs: number;
}

/** Readers set their clock by a frame's `at`: it may be this old at the most. */
const freshMs = 1_000;

export class Frames {
	readonly #follower: Follower;
	readonly #clock: Clock;
	readonly #delivery: Delivery;
	readonly #made = new Map<number | null, Buffer>();
	#seq = -1;
	#madeAt = 0;

	constructor(follower: Follower, clock: Clock, delivery: Delivery) {
		this.#follower = follower;
		this.#clock = clock;
		this.#delivery = delivery;
	}

	/** The preamble and the first frame for a reader who stands at `since`; `null`, or a cursor from elsewhere: all of it. */
	first(since: number | null): Buffer {
		const { state, site } = this.#follower;
		const now = this.#clock.now();
		if (state.seq !== this.#seq || Math.abs(now - this.#madeAt) >= freshMs) {
			this.#made.clear();
			this.#seq = state.seq;
			this.#madeAt = now;
		}
		const cursor = since !== null && since <= state.seq ? since : null;
		const known = this.#made.get(cursor);
		if (known) return known;
		const at = new Date(now).toISOString();
		const frame =
			cursor === null
				? encodeFrame({ name: 'snapshot', data: this.snapshot(at) })
				: encodeFrame({ name: 'change', data: changeOf(state, cursor, { at, site }) });
		const bytes = Buffer.from(preamble(this.#delivery.retryMs) + frame);
		this.#made.set(cursor, bytes);
		return bytes;
	}

	/** What a commit tells every reader; `null` when all of it is private. */
	change(commit: Commit): Buffer | null {
		const data = changeOfCommit(commit, this.#follower.site);
		return data && Buffer.from(encodeFrame({ name: 'change', data }));
	}

	/** Asks readers to come back after so many milliseconds. */
	retire(afterMs: number): Buffer {
		return Buffer.from(encodeFrame({ name: 'retire', data: { v: protocolVersion, afterMs } }));
	}

	snapshot(at: string): SnapshotFrame {
		const { state, site } = this.#follower;
		const { policy, heartbeatMs } = this.#delivery;
		return snapshotOf(state, { at, site, policy, heartbeatMs });
	}
}
