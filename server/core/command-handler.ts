/** The only writer: decides what a command changes and appends it to the log, again where somebody was faster. */
import type { Command } from '../../src/model/commands/commands.ts';
import { decide } from '../../src/model/decide/decide.ts';
import { CandorError } from '../../src/model/errors.ts';
import {
	apply,
	type Commit,
	emptyState,
	merge,
	recordsOf,
	type State,
} from '../../src/model/state/commit.ts';
import type { Clock } from './clock.ts';
import type { LiveState } from './live-state.ts';
import { type Log, readUpTo } from './log/log.ts';
import { asStored } from './log/stored-commit.ts';

export interface CommandRequest {
	readonly command: Command;
	/** Who gives it: a token's id, or `system`. */
	readonly actor: string;
	/** Throws when the state is not the one that the caller knows (`If-Match`). Asked anew on every try. */
	readonly precondition?: (state: State) => void;
	/** Recognises the same request again: `fingerprint` is a hash of all of it. */
	readonly idempotency?: { readonly key: string; readonly fingerprint: string };
}

/** What an order led to. */
export interface CommandResult {
	readonly commit: Commit;
	/** The state right before it, and right after it. */
	readonly before: State;
	readonly state: State;
	/** The order had been carried out before; this is its first result. */
	readonly replayed: boolean;
}

export class CommandHandler {
	readonly #log: Log;
	readonly #liveState: LiveState;
	readonly #clock: Clock;
	readonly #newId: () => string;
	#closed = false;
	/** Orders of one server wait for each other, so that they never get in each other's way. */
	#queue: Promise<unknown> = Promise.resolve();

	constructor(log: Log, liveState: LiveState, clock: Clock, newId: () => string) {
		this.#log = log;
		this.#liveState = liveState;
		this.#clock = clock;
		this.#newId = newId;
	}

	/**
	 * Carries an order out; `null` when there was nothing to change. Resolves once the commit is on disk and part of the
	 * state. Throws CandorError with the reason; then the log is as it was.
	 */
	async execute(order: CommandRequest): Promise<CommandResult | null> {
		if (this.#closed)
			throw new CandorError(
				'busy',
				'This server is about to stop. Nothing was published; try again in a moment.',
			);
		const turn = this.#queue.then(() => this.#try(order));
		this.#queue = turn.catch(() => undefined);
		const result = await turn;
		// Reading the log again takes its time; nobody has to wait for it in the queue.
		return result && 'known' in result ? this.#replay(result.known) : result;
	}

	/** Resolves once every order so far is settled. */
	async settled(): Promise<void> {
		await this.#queue;
	}

	/** Refuses every order from now on; resolves once those before are settled. */
	async close(): Promise<void> {
		this.#closed = true;
		await this.#queue;
	}

	async #try(order: CommandRequest): Promise<CommandResult | { readonly known: Commit } | null> {
		const { command, actor, precondition, idempotency } = order;
		for (;;) {
			const { state, failure } = this.#liveState;
			if (failure !== undefined) throw failure;
			const known = idempotency && this.#liveState.answered(actor, idempotency.key);
			if (known && known.cause.fingerprint !== idempotency.fingerprint)
				throw new CandorError(
					'idempotency-key-reused',
					'This Idempotency-Key came with another request before. Use a new key for a new request.',
				);
			if (known) return { known };
			precondition?.(state);
			const now = new Date(this.#clock.now()).toISOString();
			const changes = decide(command, state, { now, newId: this.#newId });
			if (changes.length === 0) return null;
			// What could not be read back would stop every server on this log for good: it is never written.
			const commit = asStored({
				seq: state.seq + 1,
				at: now,
				actor,
				cause: {
					command: command.type,
					...(idempotency && { idempotencyKey: idempotency.key, fingerprint: idempotency.fingerprint }),
				},
				changes,
			});
			const appended = await this.#log.append(commit, state.seq);
			await this.#liveState.reached(appended.done ? commit.seq : appended.seq);
			if (appended.done) return { commit, before: state, state: apply(state, commit), replayed: false };
		}
	}

	/** The first result, from the log: what has happened since does not show in it. */
	async #replay(commit: Commit): Promise<CommandResult> {
		let before = emptyState;
		for await (const page of readUpTo(this.#log, commit.seq - 1))
			before = merge(before, page.at(-1)?.seq ?? before.seq, page.flatMap(recordsOf));
		return { commit, before, state: apply(before, commit), replayed: true };
	}
}
