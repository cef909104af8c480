/**
 * The bytes of every frame and of the snapshot. Each is encoded and signed once for all streams.
 */
import type { Commit } from '../../../src/model/state/commit.ts';
import type { State } from '../../../src/model/state/state.ts';
import { changeOf, changeOfCommit, snapshotOf } from '../../../src/model/wire/frame-content.ts';
import { encodeFrame, preamble } from '../../../src/model/wire/frame-text.ts';
import { type Frame, type Policy, protocolVersion } from '../../../src/model/wire/frames.ts';
import { canResume } from '../../../src/model/wire/missed.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import { type Signed, withSignature } from '../../core/signing/jws.ts';

export interface FrameSettings {
	/** Read whenever a frame is made, because it changes with the load. */
	readonly policy: Policy;
	/** The interval of the heartbeats, in milliseconds. */
	readonly heartbeatMs: number;
	/** The reconnection delay of a native EventSource, in milliseconds. */
	readonly retryMs: number;
}

/** Signs frames. The server passes its keyring. */
export interface Signer {
	/** The id of the key that signs now; `null` when nothing is signed. */
	readonly kid: string | null;
	/** The detached JWS over exactly this text; `null` when nothing is signed. */
	sign(name: Signed, text: string): string | null;
}
const noSigner: Signer = { kid: null, sign: () => null };

/**
 * A signed time is sent again for so many milliseconds: all streams of a round share one signature,
 * and it reaches them soon enough to show that they are current.
 */
const signedTimeMs = 10_000;
/** Clients set their clock by a frame's `at`, so a cached frame may be at most this old. */
const maxAgeMs = 1_000;

export class Frames {
	readonly #liveState: LiveState;
	readonly #clock: Clock;
	readonly #settings: FrameSettings;
	readonly #signer: Signer;
	/**
	 * Encoded frames that are needed repeatedly: first frames by the cursor of the request, others by
	 * name.
	 */
	readonly #cache = new Map<number | null | string, Buffer>();
	#cachedSeq = -1;
	#cachedAt = 0;
	#cachedVersion = '';
	#time = { version: '', madeAt: 0, bytes: Buffer.alloc(0) };
	/** The last commit that was published: commits with only private records are skipped. */
	#publishedSeq: number;
	#versionInputs: readonly [policy: Policy | null, kid: string | null] = [null, null];
	#version = '';

	constructor(liveState: LiveState, clock: Clock, settings: FrameSettings, signer: Signer = noSigner) {
		this.#liveState = liveState;
		this.#clock = clock;
		this.#settings = settings;
		this.#signer = signer;
		this.#publishedSeq = liveState.state.seq;
	}

	/**
	 * Changes when the same state would be encoded differently: with the log, the delivery policy or
	 * the signing key.
	 */
	get version(): string {
		const { policy, heartbeatMs } = this.#settings;
		const { kid } = this.#signer;
		// Read for every new stream, and the inputs hardly ever change.
		if (policy !== this.#versionInputs[0] || kid !== this.#versionInputs[1]) {
			this.#versionInputs = [policy, kid];
			this.#version = JSON.stringify([this.#liveState.site, policy, heartbeatMs, kid]);
		}
		return this.#version;
	}

	/**
	 * The preamble and the first frame for a client with the cursor `since`; the snapshot for `null`,
	 * a cursor of another log, and a client that missed too much.
	 */
	first(since: number | null): Buffer {
		const { state, site } = this.#liveState;
		// Only a snapshot carries the delivery policy, which tells a client to poll.
		const streams = this.#settings.policy.mode === 'stream';
		const cursor = streams && since !== null && since <= state.seq ? since : null;
		return this.#cached(cursor, (at) => {
			if (cursor !== null && !canResume(state, cursor, Date.parse(at))) return this.first(null);
			const frame: Frame =
				cursor === null
					? { name: 'snapshot', data: this.#snapshotData(at) }
					: { name: 'change', data: changeOf(state, cursor, { at, site }) };
			return Buffer.from(preamble(this.#settings.retryMs) + this.#encode(frame));
		});
	}

	/**
	 * The frame of a commit; `null` when all its records are private. `before`: the state before it.
	 */
	change(commit: Commit, before?: State): Buffer | null {
		const { state, site } = this.#liveState;
		const data = changeOfCommit(commit, state, {
			since: this.#publishedSeq,
			site,
			...(before && { before }),
		});
		if (!data) return null;
		this.#publishedSeq = commit.seq;
		return Buffer.from(this.#encode({ name: 'change', data }));
	}

	/** The heartbeat: the server's time, and how far its changes have been sent. */
	time(): Buffer {
		const { version } = this;
		const now = this.#clock.now();
		const { madeAt, bytes } = this.#time;
		const sharedMs = this.#signer.kid === null ? 0 : Math.min(signedTimeMs, this.#settings.heartbeatMs);
		if (version === this.#time.version && Math.abs(now - madeAt) < sharedMs) return bytes;
		const { site } = this.#liveState;
		const data = { v: protocolVersion, seq: this.#publishedSeq, at: new Date(now).toISOString(), site };
		const made = Buffer.from(this.#encode({ name: 'time', data }));
		this.#time = { version, madeAt: now, bytes: made };
		return made;
	}

	/** Asks clients to reconnect within `afterMs`. */
	retire(afterMs: number): Buffer {
		return this.#cached(`retire ${afterMs}`, () =>
			Buffer.from(this.#encode({ name: 'retire', data: { v: protocolVersion, afterMs } })),
		);
	}

	/** The snapshot as one JSON object, with the current time. */
	snapshot(): Buffer {
		const json = JSON.stringify(this.#snapshotData(new Date(this.#clock.now()).toISOString()));
		return Buffer.from(withSignature(json, this.#signer.sign('snapshot', json)));
	}

	#snapshotData(at: string) {
		const { state, site } = this.#liveState;
		const { policy, heartbeatMs } = this.#settings;
		return snapshotOf(state, { at, site, policy, heartbeatMs });
	}

	#encode(frame: Frame): string {
		return encodeFrame(frame, (json) => this.#signer.sign(frame.name, json));
	}

	/**
	 * The cached bytes for this key while they are valid for the state and fresh; otherwise new ones.
	 */
	#cached(key: number | null | string, make: (at: string) => Buffer): Buffer {
		const now = this.#clock.now();
		const { seq } = this.#liveState.state;
		const { version } = this;
		const isFresh = Math.abs(now - this.#cachedAt) < maxAgeMs;
		if (seq !== this.#cachedSeq || version !== this.#cachedVersion || !isFresh) {
			this.#cache.clear();
			this.#cachedSeq = seq;
			this.#cachedVersion = version;
			this.#cachedAt = now;
		}
		const existing = this.#cache.get(key);
		if (existing) return existing;
		const bytes = make(new Date(this.#cachedAt).toISOString());
		this.#cache.set(key, bytes);
		return bytes;
	}
}
