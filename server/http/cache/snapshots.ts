/** The snapshot's bytes, built once for each seq and minute. */
import { createHash } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { Frames } from '../../streaming/hub/frames.ts';
import { EncodedBody } from './encoded.ts';

interface Snapshot {
	/** Weak, because the same state is sent in several encodings, and by several servers. */
	readonly tag: `W/"${string}"`;
	readonly body: EncodedBody;
}

/** How old a snapshot's `at` and its signature may get before both are made again, in milliseconds. */
const remadeMs = 60_000;

export class Snapshots {
	readonly #liveState: LiveState;
	readonly #frames: Frames;
	readonly #clock: Clock;
	#made: (Snapshot & { readonly key: string }) | undefined;

	constructor(liveState: LiveState, frames: Frames, clock: Clock) {
		this.#liveState = liveState;
		this.#frames = frames;
		this.#clock = clock;
	}

	/**
	 * The tag holds the minute by the clock, on which all servers of one log agree: what a cache or a copy went on keeping while
	 * the server was gone shows its age by its `at`, and a `304` never prolongs a signature that is about to expire.
	 */
	current(): Snapshot {
		const { seq } = this.#liveState.state;
		const minute = Math.floor(this.#clock.now() / remadeMs);
		const words = `${minute} ${this.#frames.version}`;
		const key = `${seq} ${words}`;
		if (this.#made?.key !== key) {
			const digest = createHash('sha256').update(words).digest('hex').slice(0, 8);
			const body = new EncodedBody(this.#frames.snapshot());
			this.#made = { key, tag: `W/"${seq}-${digest}"`, body };
		}
		return this.#made;
	}
}
