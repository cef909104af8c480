/** When the server gets close to what it can carry, readers are told to poll the snapshot, which caches can answer. */
import type { Policy } from '../../../src/model/wire/wire.ts';
import type { Clock } from '../../core/clock.ts';
import { every } from '../../core/every.ts';

/** Shares of the readers' limit. Apart, so that the policy does not go to and fro. */
const high = 0.9;
const low = 0.75;
const lookMs = 1_000;
/** A timer that is this late, this many times in a row, shows that there is more to do than can be done. */
const lateMs = 500;
const lateTimes = 5;

export class Pressure {
	readonly #usual: Policy;
	readonly #polling: Policy;
	readonly #limit: number;
	readonly #readers: () => number;
	readonly #stop: () => void;
	#late = 0;
	#isCrowded = false;

	constructor(usual: Policy, limit: number, readers: () => number, clock: Clock) {
		this.#usual = usual;
		this.#polling = { ...usual, mode: 'poll' };
		this.#limit = limit;
		this.#readers = readers;
		let expected = clock.now() + lookMs;
		this.#stop = every(clock, lookMs, () => {
			const now = clock.now();
			// Once it has been late for long enough, it has to be in time for as long.
			const step = now - expected > lateMs ? 1 : -1;
			this.#late = Math.max(0, Math.min(this.#late + step, 2 * lateTimes));
			expected = now + lookMs;
		});
	}

	/** How whoever comes now should follow. Those who have a stream keep it: it is the cheapest way to serve them. */
	get policy(): Policy {
		const share = this.#readers() / this.#limit;
		this.#isCrowded = share >= (this.#isCrowded ? low : high);
		return this.#isCrowded || this.#late >= lateTimes ? this.#polling : this.#usual;
	}

	close(): void {
		this.#stop();
	}
}
