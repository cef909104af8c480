/** The encoded body of `GET /v1/snapshot`, made once per seq and minute. */
import { createHash } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { Frames } from '../../streaming/hub/frames.ts';
import { type CachedBody, EncodedBody } from './encoded-body.ts';

/** After this many milliseconds the snapshot is made again, with a new `at` and a new signature. */
const maxAgeMs = 60_000;

export class SnapshotCache {
	readonly #liveState: LiveState;
	readonly #frames: Frames;
	readonly #clock: Clock;
	#cached: (CachedBody & { readonly key: string }) | undefined;

	constructor(liveState: LiveState, frames: Frames, clock: Clock) {
		this.#liveState = liveState;
		this.#frames = frames;
		this.#clock = clock;
	}

	/**
	 * The entity tag contains the minute, which is the same on all servers of a log. A cache that
	 * kept a copy while the server was down therefore gets a new body with a new `at`, and a `304`
	 * never prolongs the use of an old signature.
	 */
	current(): CachedBody {
		const { seq } = this.#liveState.state;
		const minute = Math.floor(this.#clock.now() / maxAgeMs);
		const version = `${minute} ${this.#frames.version}`;
		const key = `${seq} ${version}`;
		if (this.#cached?.key !== key) {
			const digest = createHash('sha256').update(version).digest('hex').slice(0, 8);
			const body = new EncodedBody(this.#frames.snapshot());
			this.#cached = { key, tag: `W/"${seq}-${digest}"`, body };
		}
		return this.#cached;
	}
}
