/**
 * Chooses the delivery policy by the load: a server near its limits tells clients to poll the
 * snapshot, which caches can serve.
 */
import type { Policy } from '../../../src/model/wire/frames.ts';
import { type Clock, repeat } from '../../core/clock.ts';

/** Fractions of the stream limit. The gap between them keeps the policy from alternating. */
const pollAbove = 0.9;
const streamBelow = 0.75;
const checkMs = 1_000;
/**
 * A timer that fires this late, this many times more often than in time, shows that the event loop
 * is overloaded.
 */
const lateMs = 500;
const maxLateChecks = 5;

export class LoadPolicy {
	readonly #configured: Policy;
	readonly #polling: Policy;
	readonly #streamLimit: number;
	readonly #countStreams: () => number;
	readonly #stop: () => void;
	#lateChecks = 0;
	#isCrowded = false;

	constructor(configured: Policy, streamLimit: number, countStreams: () => number, clock: Clock) {
		this.#configured = configured;
		this.#polling = { ...configured, mode: 'poll' };
		this.#streamLimit = streamLimit;
		this.#countStreams = countStreams;
		let expectedAt = clock.now() + checkMs;
		this.#stop = repeat(clock, checkMs, () => {
			const now = clock.now();
			// Up to twice the limit, so that recovery takes as many checks in time as the overload took.
			const step = now - expectedAt > lateMs ? 1 : -1;
			this.#lateChecks = Math.max(0, Math.min(this.#lateChecks + step, 2 * maxLateChecks));
			expectedAt = now + checkMs;
		});
	}

	/**
	 * The policy for new clients. Open streams stay open: they are the cheapest way to serve their
	 * clients.
	 */
	get current(): Policy {
		const load = this.#countStreams() / this.#streamLimit;
		this.#isCrowded = load >= (this.#isCrowded ? streamBelow : pollAbove);
		const isOverloaded = this.#lateChecks >= maxLateChecks;
		return this.#isCrowded || isOverloaded ? this.#polling : this.#configured;
	}

	close(): void {
		this.#stop();
	}
}
