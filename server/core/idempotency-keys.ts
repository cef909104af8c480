/** Which commit answered each `Idempotency-Key` of the last 24 hours: a projection of the log. */
import type { Commit } from '../../src/model/state/commit.ts';
import type { Clock } from './clock.ts';

/** How long a key is honoured after its commit. Afterwards the same key is a new key. */
export const keyLifetimeMs = 24 * 3_600_000;

export interface AnsweredRequest {
	/** The commit that the request led to. */
	readonly seq: number;
	/** A hash of the whole request: the same key with another request is an error. */
	readonly fingerprint: string | undefined;
}

interface Entry extends AnsweredRequest {
	readonly expiresAt: number;
}

/** A line break is in neither part, so no two pairs have the same key. */
const keyOf = (actor: string, key: string): string => `${actor}\n${key}`;

export class IdempotencyKeys {
	readonly #clock: Clock;
	/** In the order in which they expire. */
	readonly #entries = new Map<string, Entry>();
	/** When the first entry expires: nothing is searched before. */
	#nextExpiryAt = Number.POSITIVE_INFINITY;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** How many keys are in memory. */
	get size(): number {
		return this.#entries.size;
	}

	/** Takes the key of a commit, unless it has expired, as when an old log is read at the start. */
	record({ seq, at, actor, cause }: Commit): void {
		const now = this.#clock.now();
		this.#removeExpired(now);
		if (cause.idempotencyKey === undefined) return;
		// The clock of another server may be ahead. Such a key must not outlive those that follow it.
		const expiresAt = Math.min(Date.parse(at), now) + keyLifetimeMs;
		const key = keyOf(actor, cause.idempotencyKey);
		this.#entries.delete(key);
		if (expiresAt <= now) return;
		this.#entries.set(key, { seq, fingerprint: cause.fingerprint, expiresAt });
		this.#nextExpiryAt = Math.min(this.#nextExpiryAt, expiresAt);
	}

	/** What an actor's key led to; `undefined` for a new key. */
	find(actor: string, key: string): AnsweredRequest | undefined {
		this.#removeExpired(this.#clock.now());
		return this.#entries.get(keyOf(actor, key));
	}

	#removeExpired(now: number): void {
		if (now < this.#nextExpiryAt) return;
		this.#nextExpiryAt = Number.POSITIVE_INFINITY;
		for (const [key, { expiresAt }] of this.#entries) {
			if (expiresAt > now) {
				this.#nextExpiryAt = expiresAt;
				return;
			}
			this.#entries.delete(key);
		}
	}
}
