/**
 * All streams, spread over the spokes of a wheel. Each tick visits one spoke, so that heartbeats
 * are never sent in one burst.
 */
import type { StreamConnection } from './stream-connection.ts';

/**
 * A round takes this part of the interval that was asked for, because timers fire late under load.
 */
const roundFraction = 0.9;
const maxSpokes = 32;
const minTickMs = 10;
/**
 * Connections accepted one after another are adjacent in memory, so a few of them share a spoke: a
 * publication walks spoke by spoke.
 */
const batchSize = 16;

export class Wheel {
	/** The time from one spoke to the next. */
	readonly tickMs: number;
	/**
	 * Dense arrays, so that a publication is one pass over each. A connection that leaves is replaced
	 * by the last one of its spoke.
	 */
	readonly #spokes: StreamConnection[][];
	#added = 0;
	#size = 0;

	/** Every spoke is visited once per `roundMs` or slightly more often. */
	constructor(roundMs: number) {
		const longest = Math.floor((roundMs * roundFraction) / minTickMs);
		const spokes = Math.max(1, Math.min(maxSpokes, longest));
		this.tickMs = (roundMs * roundFraction) / spokes;
		this.#spokes = Array.from({ length: spokes }, () => []);
	}

	get size(): number {
		return this.#size;
	}

	/**
	 * Fills the spokes in turn, a batch at a time, so that they stay even when many connections
	 * arrive at once.
	 */
	add(connection: StreamConnection): void {
		connection.spoke = Math.floor(this.#added / batchSize) % this.#spokes.length;
		this.#added += 1;
		connection.index = (this.#spokes[connection.spoke]?.push(connection) ?? 0) - 1;
		this.#size += 1;
	}

	remove(connection: StreamConnection): void {
		const spoke = this.#spokes[connection.spoke];
		if (!spoke) return;
		const last = spoke.pop();
		if (last && last !== connection) {
			spoke[connection.index] = last;
			last.index = connection.index;
		}
		connection.spoke = -1;
		this.#size -= 1;
	}

	/**
	 * Iterate over each spoke from its end: removing a connection moves the last one of the spoke
	 * into its place.
	 */
	get spokes(): readonly (readonly StreamConnection[])[] {
		return this.#spokes;
	}

	/** Calls `act` for every connection on the spoke of this tick. */
	visit(tick: number, act: (connection: StreamConnection) => void): void {
		const spoke = this.#spokes[tick % this.#spokes.length] ?? [];
		for (let index = spoke.length - 1; index >= 0; index--) {
			const connection = spoke[index];
			if (connection) act(connection);
		}
	}

	/** The last connection on the spoke of this tick; `undefined` when the spoke is empty. */
	lastOf(tick: number): StreamConnection | undefined {
		return this.#spokes[tick % this.#spokes.length]?.at(-1);
	}
}
