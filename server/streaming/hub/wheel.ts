/** All readers, on the spokes of a wheel: each tick comes to one spoke, so that heartbeats are never one burst. */
import type { Reader } from './connection.ts';

/** A little faster than promised, because timers are late when there is much to do. */
const share = 0.9;
const mostSpokes = 32;
const shortestTickMs = 10;
const together = 16;

export class Wheel {
	/** From one spoke to the next. */
	readonly tickMs: number;
	/** Dense, so that a publication is one pass over each; a reader who leaves is replaced by the last of its spoke. */
	readonly #spokes: Reader[][];
	#added = 0;
	#size = 0;

	/** Every spoke is visited once in each `roundMs`, or a little more often. */
	constructor(roundMs: number) {
		const spokes = Math.max(1, Math.min(mostSpokes, Math.floor((roundMs * share) / shortestTickMs)));
		this.tickMs = (roundMs * share) / spokes;
		this.#spokes = Array.from({ length: spokes }, () => []);
	}

	get size(): number {
		return this.#size;
	}

	/**
	 * In turn, so that the spokes are even however many come at once; some at a time, because what came together lies together in memory,
	 * and a publication goes over one spoke after the other.
	 */
	add(reader: Reader): void {
		reader.spoke = Math.floor(this.#added / together) % this.#spokes.length;
		this.#added += 1;
		reader.place = (this.#spokes[reader.spoke]?.push(reader) ?? 0) - 1;
		this.#size += 1;
	}

	remove(reader: Reader): void {
		const spoke = this.#spokes[reader.spoke];
		if (!spoke) return;
		const last = spoke.pop();
		if (last && last !== reader) {
			spoke[reader.place] = last;
			last.place = reader.place;
		}
		reader.spoke = -1;
		this.#size -= 1;
	}

	/** All readers. Go over each spoke from its end, because one who is removed meanwhile leaves its place to the last. */
	get spokes(): readonly (readonly Reader[])[] {
		return this.#spokes;
	}

	/** Goes over the spoke that this tick comes to. */
	visit(tick: number, act: (reader: Reader) => void): void {
		const spoke = this.#spokes[tick % this.#spokes.length] ?? [];
		for (let place = spoke.length - 1; place >= 0; place--) {
			const reader = spoke[place];
			if (reader) act(reader);
		}
	}

	/** Some reader, of the spoke that is a tick's; `undefined` where that has none. */
	lastOf(tick: number): Reader | undefined {
		return this.#spokes[tick % this.#spokes.length]?.at(-1);
	}
}
