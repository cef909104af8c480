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
	/** The time of the commit, epoch milliseconds. */
	readonly at: number;
	readonly expiresAt: number;
}

/** A key with its actor, as in {@link keyOf}; `null`: there is no fingerprint. */
export type SavedKey = readonly [key: string, seq: number, at: number, fingerprint: string | null];

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
		this.#record(keyOf(actor, cause.idempotencyKey), seq, Date.parse(at), cause.fingerprint, now);
	}

	/** All that it knows, for {@link restore}. */
	*save(): Generator<SavedKey> {
		this.#removeExpired(this.#clock.now());
		for (const [key, { seq, at, fingerprint }] of this.#entries) yield [key, seq, at, fingerprint ?? null];
	}

	/** Takes one of the entries that were saved, unless it has expired since. */
	restore([key, seq, at, fingerprint]: SavedKey): void {
		this.#record(key, seq, at, fingerprint ?? undefined, this.#clock.now());
	}

	/** What an actor's key led to; `undefined` for a new key. */
	find(actor: string, key: string): AnsweredRequest | undefined {
		this.#removeExpired(this.#clock.now());
		return this.#entries.get(keyOf(actor, key));
	}

	#record(key: string, seq: number, at: number, fingerprint: string | undefined, now: number): void {
		// The clock of another server may be ahead. Such a key must not outlive those that follow it.
		const expiresAt = Math.min(at, now) + keyLifetimeMs;
		this.#entries.delete(key);
		if (expiresAt <= now) return;
		this.#entries.set(key, { seq, fingerprint, at, expiresAt });
		this.#nextExpiryAt = Math.min(this.#nextExpiryAt, expiresAt);
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
