/** The bytes of every frame and of the snapshot, made and signed once for all readers. */
import type { Commit } from '../../../src/model/state/commit.ts';
import {
	changeOf,
	changeOfCommit,
	encodeFrame,
	type Frame,
	type Policy,
	preamble,
	protocolVersion,
	snapshotOf,
} from '../../../src/model/wire/wire.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import { type Signed, withSignature } from '../../core/signing/jws.ts';

export interface Delivery {
	/** Looked at whenever something is made: it may be another one by then. */
	readonly policy: Policy;
	/** Every how many milliseconds a comment shows that the stream lives. */
	readonly heartbeatMs: number;
	/** After how many milliseconds a native EventSource comes back. */
	readonly retryMs: number;
}

/** What signs: the keyring, or nothing. */
export interface Signer {
	/** The name of the key that signs now; `null` while nothing is signed. */
	readonly kid: string | null;
	/** The detached JWS over exactly this text; `null` while nothing is signed. */
	sign(name: Signed, text: string): string | null;
}
const unsigned: Signer = { kid: null, sign: () => null };

/** Readers set their clock by a frame's `at`: it may be this old at the most. */
const freshMs = 1_000;

export class Frames {
	readonly #liveState: LiveState;
	readonly #clock: Clock;
	readonly #delivery: Delivery;
	readonly #signer: Signer;
	/** The frames that are asked for again and again: the first ones by the reader's cursor, others by name. */
	readonly #made = new Map<number | null | string, Buffer>();
	#seq = -1;
	#madeAt = 0;
	/** The commit that readers were told of last: what is private tells them nothing. */
	#published: number;
	#version = '';
	#versionOf: readonly [policy: Policy | null, kid: string | null] = [null, null];
	#current = '';

	constructor(liveState: LiveState, clock: Clock, delivery: Delivery, signer: Signer = unsigned) {
		this.#liveState = liveState;
		this.#clock = clock;
		this.#delivery = delivery;
		this.#signer = signer;
		this.#published = liveState.state.seq;
	}

	/** Is another where the same state would be told in other words: by the log, the policy and the key. */
	get version(): string {
		const { policy, heartbeatMs } = this.#delivery;
		const { kid } = this.#signer;
		// It is looked at for every reader who comes, and is hardly ever another.
		if (policy !== this.#versionOf[0] || kid !== this.#versionOf[1]) {
			this.#versionOf = [policy, kid];
			this.#current = JSON.stringify([this.#liveState.site, policy, heartbeatMs, kid]);
		}
		return this.#current;
	}

	/** The preamble and the first frame for a reader who stands at `since`; `null`, or a cursor from elsewhere: all of it. */
	first(since: number | null): Buffer {
		const { state, site } = this.#liveState;
		// Whoever is to poll has to be told, and only a snapshot carries the policy.
		const streams = this.#delivery.policy.mode === 'stream';
		const cursor = streams && since !== null && since <= state.seq ? since : null;
		return this.#once(cursor, (at) => {
			const frame: Frame =
				cursor === null
					? { name: 'snapshot', data: this.#snapshot(at) }
					: { name: 'change', data: changeOf(state, cursor, { at, site }) };
			return preamble(this.#delivery.retryMs) + this.#encode(frame);
		});
	}

	/** What a commit tells every reader; `null` when all of it is private. */
	change(commit: Commit): Buffer | null {
		const { state, site } = this.#liveState;
		const data = changeOfCommit(commit, state, { since: this.#published, site });
		if (!data) return null;
		this.#published = commit.seq;
		return Buffer.from(this.#encode({ name: 'change', data }));
	}

	/** Asks readers to come back after so many milliseconds. */
	retire(afterMs: number): Buffer {
		return this.#once(`retire ${afterMs}`, () =>
			this.#encode({ name: 'retire', data: { v: protocolVersion, afterMs } }),
		);
	}

	/** The snapshot as one JSON object, made now. */
	snapshot(): Buffer {
		const json = JSON.stringify(this.#snapshot(new Date(this.#clock.now()).toISOString()));
		return Buffer.from(withSignature(json, this.#signer.sign('snapshot', json)));
	}

	#snapshot(at: string) {
		const { state, site } = this.#liveState;
		const { policy, heartbeatMs } = this.#delivery;
		return snapshotOf(state, { at, site, policy, heartbeatMs });
	}

	#encode(frame: Frame): string {
		return encodeFrame(frame, (json) => this.#signer.sign(frame.name, json));
	}

	/** What was made a moment ago for the same state and in the same words, or else is made now. */
	#once(key: number | null | string, make: (at: string) => string): Buffer {
		const now = this.#clock.now();
		const { seq } = this.#liveState.state;
		const { version } = this;
		if (seq !== this.#seq || version !== this.#version || Math.abs(now - this.#madeAt) >= freshMs) {
			this.#made.clear();
			this.#seq = seq;
			this.#version = version;
			this.#madeAt = now;
		}
		const known = this.#made.get(key);
		if (known) return known;
		const bytes = Buffer.from(make(new Date(this.#madeAt).toISOString()));
		this.#made.set(key, bytes);
		return bytes;
	}
}
