/**
 * The one rate limiter of the server: a token bucket, alone or one per key. Pure: the time is an
 * input.
 */

export interface BucketRate {
	/** The most tokens that a bucket holds: so many events may happen at once. */
	readonly capacity: number;
	/** How fast an empty bucket fills up again. */
	readonly tokensPerMs: number;
}

export class TokenBucket {
	readonly #rate: BucketRate;
	#tokens: number;
	#refilledAt: number;

	/** A full bucket. `now`: milliseconds on any clock, the same one in every call. */
	constructor(rate: BucketRate, now: number) {
		this.#rate = rate;
		this.#tokens = rate.capacity;
		this.#refilledAt = now;
	}

	/** Takes a token; `false`, and nothing changes, when there is none. */
	tryTake(now: number): boolean {
		this.#refill(now);
		if (this.#tokens < 1) return false;
		this.#tokens -= 1;
		return true;
	}

	/** How many events may happen now. */
	available(now: number): number {
		this.#refill(now);
		return Math.floor(this.#tokens);
	}

	/** A full bucket holds no information: it may be dropped and made again. */
	isFull(now: number): boolean {
		this.#refill(now);
		return this.#tokens >= this.#rate.capacity;
	}

	#refill(now: number): void {
		const { capacity, tokensPerMs } = this.#rate;
		// A clock that is set back neither adds tokens nor takes any.
		this.#tokens = Math.min(capacity, this.#tokens + Math.max(0, now - this.#refilledAt) * tokensPerMs);
		this.#refilledAt = now;
	}
}

/** A bucket for each key, such as a network address, in bounded memory. */
export class KeyedTokenBuckets {
	readonly #rate: BucketRate;
	readonly #maxKeys: number;
	readonly #buckets = new Map<string, TokenBucket>();

	/** While `maxKeys` buckets are in use, a new key gets no token. */
	constructor(rate: BucketRate, maxKeys: number) {
		this.#rate = rate;
		this.#maxKeys = maxKeys;
	}

	/** Takes a token from the key's bucket; `false` when there is none. */
	tryTake(key: string, now: number): boolean {
		return (this.#buckets.get(key) ?? this.#add(key, now))?.tryTake(now) ?? false;
	}

	/** How many tokens the key's bucket has. */
	available(key: string, now: number): number {
		return this.#buckets.get(key)?.available(now) ?? this.#rate.capacity;
	}

	#add(key: string, now: number): TokenBucket | null {
		if (this.#buckets.size >= this.#maxKeys) this.#dropFull(now);
		if (this.#buckets.size >= this.#maxKeys) return null;
		const bucket = new TokenBucket(this.#rate, now);
		this.#buckets.set(key, bucket);
		return bucket;
	}

	#dropFull(now: number): void {
		for (const [key, bucket] of this.#buckets) if (bucket.isFull(now)) this.#buckets.delete(key);
	}
}
