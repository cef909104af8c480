/** The snapshot's bytes, built once for each seq. */
import type { Clock } from '../clock.ts';
import type { Follower } from '../follower.ts';
import type { Frames } from '../hub/frames.ts';
import { EncodedBody } from './encoded.ts';

interface Snapshot {
	readonly seq: number;
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
			const body = new EncodedBody(Buffer.from(JSON.stringify(this.#frames.snapshot(at))));
			this.#made = { seq, body };
		}
		return this.#made;
	}
}
