import { TokenBucket } from '../../core/token-bucket.ts';
import type { Seat } from '../hub/connection.ts';
import type { Limits } from './limits.ts';

/** What one address has open. Each open thing holds on to it, so that nothing is allocated for each. */
export class Visitor implements Seat {
	readonly #limits: Limits;
	#connections = 0;
	#readers = 0;
	readonly #arrivals: TokenBucket;

	constructor(limits: Limits, now: number) {
		this.#limits = limits;
		const { readersPerAddress, connectionsPerAddress, arrivalsPerSecond } = limits;
		const capacity = readersPerAddress + connectionsPerAddress;
		this.#arrivals = new TokenBucket({ capacity, tokensPerMs: arrivalsPerSecond / 1_000 }, now);
	}

	/** Counts a connection that arrives; `false`: it is one too many. */
	arrive(now: number): boolean {
		if (this.#connections >= this.#limits.connectionsPerAddress || !this.#arrivals.tryTake(now)) return false;
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
		return this.#connections === 0 && this.#readers === 0 && this.#arrivals.isFull(now);
	}
}
