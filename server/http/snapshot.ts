/** The snapshot's bytes, built once for each seq. */
import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Follower } from '../follower.ts';
import type { Frames } from '../hub/frames.ts';
import { EncodedBody } from './encoded.ts';

interface Snapshot {
	/** Weak, because the same state is sent in several encodings, and by several servers. */
	readonly tag: `W/"${string}"`;
	readonly body: EncodedBody;
}

/** How old a snapshot's `at` and its signature may get before both are made again, in milliseconds. */
const hourMs = 3_600_000;

export class Snapshots {
	readonly #follower: Follower;
	readonly #frames: Frames;
	readonly #clock: Clock;
	#made: (Snapshot & { readonly key: string }) | undefined;

	constructor(follower: Follower, frames: Frames, clock: Clock) {
		this.#follower = follower;
		this.#frames = frames;
		this.#clock = clock;
	}

	/**
	 * The tag holds the hour by the clock: a `304` never prolongs a signature that is about to expire, and all servers of one
	 * log agree on it.
	 */
	current(): Snapshot {
		const { seq } = this.#follower.state;
		const hour = Math.floor(this.#clock.now() / hourMs);
		const words = `${hour} ${this.#frames.version}`;
		const key = `${seq} ${words}`;
		if (this.#made?.key !== key) {
			const digest = createHash('sha256').update(words).digest('hex').slice(0, 8);
			const body = new EncodedBody(this.#frames.snapshot());
			this.#made = { key, tag: `W/"${seq}-${digest}"`, body };
		}
		return this.#made;
	}
}
