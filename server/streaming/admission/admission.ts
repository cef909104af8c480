/**
 * Limits connections and streams, per address and in total. It refuses new ones and never closes
 * existing ones.
 */
import { CandorError } from '../../../src/model/errors.ts';
import { type Clock, repeat } from '../../core/clock.ts';
import type { BucketRate } from '../../core/token-bucket.ts';
import { AddressCounter, arrivalRate } from './address-counter.ts';
import type { Limits } from './limits.ts';
import { type ConnectionSlot, type StreamSlot, uncountedSlot } from './slots.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

const cleanupMs = 10_000;

export class Admission {
	readonly limits: Limits;
	readonly #proxies: TrustedProxies;
	readonly #clock: Clock;
	readonly #countStreams: () => number;
	readonly #arrivalRate: BucketRate;
	readonly #counters = new Map<string, AddressCounter>();
	readonly #stop: () => void;

	/** `countStreams` returns the number of open streams. */
	constructor(limits: Limits, proxies: TrustedProxies, clock: Clock, countStreams: () => number) {
		this.limits = limits;
		this.#proxies = proxies;
		this.#clock = clock;
		this.#countStreams = countStreams;
		this.#arrivalRate = arrivalRate(limits);
		this.#stop = repeat(clock, cleanupMs, () => this.#dropIdle());
	}

	/**
	 * Takes the slot of a new connection, before its request is read; `null` when its address has too
	 * many connections or opens them too fast.
	 */
	tryAcquireConnectionSlot(peer: string | undefined): ConnectionSlot | null {
		const key = peer === undefined ? null : this.#proxies.limitKey(peer);
		if (key === null) return uncountedSlot;
		const counter = this.#counterOf(key);
		return counter.tryAddConnection(this.#clock.now()) ? counter : null;
	}

	/**
	 * Takes the slot of a stream. Throws CandorError `full` (the whole server) or `too-many` (this
	 * address).
	 */
	acquireStreamSlot(peer: string | undefined, forwardedFor: string | undefined): StreamSlot {
		if (this.#countStreams() >= this.limits.streams)
			throw new CandorError(
				'full',
				'This server has reached its limit of streams. Poll /v1/snapshot instead, and try the stream again later.',
			);
		const address = this.#proxies.clientAddress(peer, forwardedFor);
		const key = address === null ? null : this.#proxies.limitKey(address);
		// The proxy does not pass the address on: only the total counts.
		if (key === null) return uncountedSlot;
		const counter = this.#counterOf(key);
		if (counter.tryAddStream()) return counter;
		throw tooManyConnections();
	}

	close(): void {
		this.#stop();
	}

	#counterOf(key: string): AddressCounter {
		const existing = this.#counters.get(key);
		if (existing) return existing;
		const counter = new AddressCounter(this.limits, this.#arrivalRate, this.#clock.now());
		this.#counters.set(key, counter);
		return counter;
	}

	#dropIdle(): void {
		const now = this.#clock.now();
		for (const [key, counter] of this.#counters) if (counter.isIdle(now)) this.#counters.delete(key);
	}
}

export const tooManyConnections = (): CandorError =>
	new CandorError(
		'too-many',
		'Your address has too many open connections. Close some, or try again later. Behind a reverse proxy, set CANDOR_TRUSTED_PROXIES.',
	);
