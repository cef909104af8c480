/** The snapshot's bytes, built once for each seq. */
import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Follower } from '../follower.ts';
import type { Frames } from '../hub/frames.ts';
import { EncodedBody } from './encoded.ts';

interface Snapshot {
	readonly seq: number;
	/** Weak, because the same state is sent in several encodings. Another log, or another policy, has other tags. */
	readonly tag: `W/"${string}"`;
	readonly body: EncodedBody;
}

export class Snapshots {
	readonly #follower: Follower;
	readonly #frames: Frames;
	readonly #clock: Clock;
	#made: Snapshot | undefined;

	constructor(follower: Follower, frames: Frames, clock: Clock) {
		this.#follower = follower;
		this.#frames = frames;
		this.#clock = clock;
	}

	current(): Snapshot {
		const { seq } = this.#follower.state;
		if (this.#made?.seq !== seq) {
			const at = new Date(this.#clock.now()).toISOString();
			const frame = this.#frames.snapshot(at);
			const { site, policy, heartbeatMs } = frame;
			const kind = createHash('sha256')
				.update(JSON.stringify([site, policy, heartbeatMs]))
				.digest('hex');
			const body = new EncodedBody(Buffer.from(JSON.stringify(frame)));
			this.#made = { seq, tag: `W/"${seq}-${kind.slice(0, 8)}"`, body };
		}
		return this.#made;
	}
}
