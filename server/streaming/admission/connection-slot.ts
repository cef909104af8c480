import type { Seat } from '../hub/connection.ts';
import type { Limits } from './limits.ts';

/** What one address has open. Each open thing holds on to it, so that nothing is allocated for each. */
export class Visitor implements Seat {
	readonly #limits: Limits;
	#connections = 0;
	#readers = 0;
	/** How many connections may arrive at once; refilled as time goes by (a token bucket). */
	#arrivals: number;
	#refilledAt: number;

	constructor(limits: Limits, now: number) {
		this.#limits = limits;
		this.#arrivals = this.#burst;
		this.#refilledAt = now;
	}

	get #burst(): number {
		return this.#limits.readersPerAddress + this.#limits.connectionsPerAddress;
	}

	/** Counts a connection that arrives; `false`: it is one too many. */
	arrive(now: number): boolean {
		this.#refill(now);
		if (this.#connections >= this.#limits.connectionsPerAddress || this.#arrivals < 1) return false;
		this.#arrivals -= 1;
		this.#connections += 1;
		return true;
	}

	/** A connection is closed, or has become a stream. */
	exit(): void {
		this.#connections -= 1;
	}

	/** Counts a stream; `false`: it is one too many. */
	sit(): boolean {
		if (this.#readers >= this.#limits.readersPerAddress) return false;
		this.#readers += 1;
		return true;
	}

	/** A stream is over. */
	leave(): void {
		this.#readers -= 1;
	}

	/** Nothing is open, and nothing is left to remember. */
	forgettable(now: number): boolean {
		this.#refill(now);
		return this.#connections === 0 && this.#readers === 0 && this.#arrivals >= this.#burst;
	}

	#refill(now: number): void {
		// A clock that is set back gives nothing, and takes nothing.
		const seconds = Math.max(0, now - this.#refilledAt) / 1_000;
		this.#arrivals = Math.min(this.#burst, this.#arrivals + seconds * this.#limits.arrivalsPerSecond);
		this.#refilledAt = now;
	}
}
