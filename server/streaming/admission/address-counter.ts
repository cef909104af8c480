import { type BucketRate, TokenBucket } from '../../core/token-bucket.ts';
import type { Limits } from './limits.ts';
import type { ConnectionSlot, StreamSlot } from './slots.ts';

/** How fast one address may open connections: a burst as large as all that it may have open. */
export const arrivalRate = (limits: Limits): BucketRate => ({
	capacity: limits.streamsPerAddress + limits.connectionsPerAddress,
	tokensPerMs: limits.arrivalsPerSecond / 1_000,
});

/** Counts what one address has open. It is the slot of each of its connections and streams. */
export class AddressCounter implements ConnectionSlot, StreamSlot {
	readonly #limits: Limits;
	readonly #arrivals: TokenBucket;
	#connections = 0;
	#streams = 0;

	/** `rate`: {@link arrivalRate} of the limits, shared by all counters. */
	constructor(limits: Limits, rate: BucketRate, now: number) {
		this.#limits = limits;
		this.#arrivals = new TokenBucket(rate, now);
	}

	/** Counts a new connection; `false` when the address has too many or they arrive too fast. */
	tryAddConnection(now: number): boolean {
		if (this.#connections >= this.#limits.connectionsPerAddress || !this.#arrivals.tryTake(now)) return false;
		this.#connections += 1;
		return true;
	}

	releaseConnection(): void {
		this.#connections -= 1;
	}

	/** Counts a new stream; `false` when the address has too many. */
	tryAddStream(): boolean {
		if (this.#streams >= this.#limits.streamsPerAddress) return false;
		this.#streams += 1;
		return true;
	}

	releaseStream(): void {
		this.#streams -= 1;
	}

	/** Whether the counter equals a new one, so that it can be dropped. */
	isIdle(now: number): boolean {
		return this.#connections === 0 && this.#streams === 0 && this.#arrivals.isFull(now);
	}
}
