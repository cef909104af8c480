/** How often something may happen, for each of many: token buckets that remember nobody who has been away for long. */

interface Bucket {
	left: number;
	at: number;
}

export class TokenBuckets {
	readonly #burst: number;
	readonly #perMs: number;
	readonly #mostKeys: number;
	readonly #buckets = new Map<string, Bucket>();

	/** `burst` at once, and as many again in `overMs`. Of more than `mostKeys` at a time, newcomers are refused. */
	constructor(burst: number, overMs: number, mostKeys: number) {
		this.#burst = burst;
		this.#perMs = burst / overMs;
		this.#mostKeys = mostKeys;
	}

	/** Takes one turn; `false`: there is none left. */
	take(key: string, now: number): boolean {
		const bucket = this.#buckets.get(key) ?? this.#newcomer(key, now);
		if (!bucket) return false;
		this.#refill(bucket, now);
		if (bucket.left < 1) return false;
		bucket.left -= 1;
		return true;
	}

	#newcomer(key: string, now: number): Bucket | null {
		if (this.#buckets.size >= this.#mostKeys) this.#forget(now);
		if (this.#buckets.size >= this.#mostKeys) return null;
		const bucket = { left: this.#burst, at: now };
		this.#buckets.set(key, bucket);
		return bucket;
	}

	/** Lets go of those who have all their turns: they are as good as new. */
	#forget(now: number): void {
		for (const [key, bucket] of this.#buckets) {
			this.#refill(bucket, now);
			if (bucket.left >= this.#burst) this.#buckets.delete(key);
		}
	}

	#refill(bucket: Bucket, now: number): void {
		// A clock that is set back gives nothing, and takes nothing.
		bucket.left = Math.min(this.#burst, bucket.left + Math.max(0, now - bucket.at) * this.#perMs);
		bucket.at = now;
	}
}
