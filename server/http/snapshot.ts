/** `GET /v1/snapshot`: the same state for caches, polling and mirrors, encoded once for each seq. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Clock } from '../clock.ts';
import type { Follower } from '../follower.ts';
import type { Frames } from '../hub/frames.ts';

export const encodings = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof encodings)[number];

interface Snapshot {
	readonly seq: number;
	readonly bodies: Readonly<Record<Encoding, Promise<Buffer>>>;
}

const brotli = promisify(brotliCompress);
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

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
			const text = Buffer.from(JSON.stringify(this.#frames.snapshot(at)));
			this.#made = {
				seq,
				bodies: {
					identity: Promise.resolve(text),
					br: brotli(text, quick),
					gzip: promisify(gzip)(text),
				},
			};
		}
		return this.#made;
	}
}

/** Caches may answer for a second, go on with an old copy while they fetch, and for a day while nothing answers. */
export const snapshotCaching = 'public, max-age=1, stale-while-revalidate=30, stale-if-error=86400';
