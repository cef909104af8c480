/** The only writer: decides what a command changes and appends it to the log, again where somebody was faster. */
import {
	apply,
	CandorError,
	type Command,
	type Commit,
	decide,
	emptyState,
	type State,
} from '../src/model/index.ts';
import type { Clock } from './clock.ts';
import type { Follower } from './follower.ts';
import { type Log, readUpTo } from './log/log.ts';

export interface Order {
	readonly command: Command;
	/** Who gives it: a token's id, or `system`. */
	readonly actor: string;
	/** Throws when the state is not the one that the caller knows (`If-Match`). Asked anew on every try. */
	readonly precondition?: (state: State) => void;
	/** Recognises the same request again: `fingerprint` is a hash of all of it. */
	readonly idempotency?: { readonly key: string; readonly fingerprint: string };
}

/** What an order led to, and the state right after it. */
export interface Outcome {
	readonly commit: Commit;
	readonly state: State;
	/** The order had been carried out before; this is its first result. */
	readonly replayed: boolean;
}

export class Desk {
	readonly #log: Log;
	readonly #follower: Follower;
	readonly #clock: Clock;
	readonly #newId: () => string;
	/** Orders of one server wait for each other, so that they never get in each other's way. */
	#queue: Promise<unknown> = Promise.resolve();

	constructor(log: Log, follower: Follower, clock: Clock, newId: () => string) {
		this.#log = log;
		this.#follower = follower;
		this.#clock = clock;
		this.#newId = newId;
	}

	/**
	 * Carries an order out; `null` when there was nothing to change. Resolves once the commit is on disk and part of the
	 * state. Throws CandorError with the reason; then the log is as it was.
	 */
	execute(order: Order): Promise<Outcome | null> {
		const turn = this.#queue.then(() => this.#try(order));
		this.#queue = turn.catch(() => undefined);
		return turn;
	}

	/** Resolves once every order so far is settled. */
	async settled(): Promise<void> {
		await this.#queue;
	}

	async #try(order: Order): Promise<Outcome | null> {
		const { command, actor, precondition, idempotency } = order;
		for (;;) {
			const { state, failure } = this.#follower;
			if (failure !== undefined) throw failure;
			const before = idempotency && this.#follower.answered(actor, idempotency.key);
			if (before) return this.#replay(before, idempotency.fingerprint);
			precondition?.(state);
			const now = new Date(this.#clock.now()).toISOString();
			const changes = decide(command, state, { now, newId: this.#newId });
			if (changes.length === 0) return null;
			const commit: Commit = {
				seq: state.seq + 1,
				at: now,
				actor,
				cause: {
					command: command.type,
					...(idempotency && { idempotencyKey: idempotency.key, fingerprint: idempotency.fingerprint }),
				},
				changes,
			};
			const appended = await this.#log.append(commit, state.seq);
			await this.#follower.reached(appended.done ? commit.seq : appended.seq);
			if (appended.done) return { commit, state: apply(state, commit), replayed: false };
		}
	}

	/** The first result, from the log: what has happened since does not show in it. */
	async #replay(commit: Commit, fingerprint: string): Promise<Outcome> {
		if (commit.cause.fingerprint !== fingerprint)
			throw new CandorError(
				'idempotency-key-reused',
				'This Idempotency-Key came with another request before. Use a new key for a new request.',
			);
		let state = emptyState;
		for await (const earlier of readUpTo(this.#log, commit.seq)) state = apply(state, earlier);
		return { commit, state, replayed: true };
	}
}
