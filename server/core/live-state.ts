/** The state as the log has it: the one place on the server that applies commits. */

import { CandorError } from '../../src/model/errors.ts';
import { type Commit, emptyState, merge, recordsOf, type State } from '../../src/model/state/commit.ts';
import type { Log } from './log/log.ts';

type Listener = (commit: Commit) => void;

export class LiveState {
	readonly site: string;
	readonly #log: Log;
	readonly #stopped = new AbortController();
	readonly #listeners = new Set<Listener>();
	readonly #waiting = new Set<{
		readonly seq: number;
		readonly done: () => void;
		fail(error: unknown): void;
	}>();
	/** Which commit answered a request that carried an idempotency key. */
	readonly #keys = new Map<string, Commit>();
	#state: State;
	#failure: unknown;
	#running: Promise<void> | undefined;

	private constructor(log: Log, from: State) {
		this.#log = log;
		this.#state = from;
		this.site = log.site;
	}

	/** Reads all that the log holds after `from`, then follows it. Throws CandorError `damaged` when it cannot be read. */
	static async start(log: Log, from = emptyState): Promise<LiveState> {
		const liveState = new LiveState(log, from);
		for (let page = await log.read(from.seq); page.length > 0; page = await log.read(liveState.#state.seq))
			liveState.#apply(page);
		liveState.#running = liveState.#follow();
		return liveState;
	}

	get state(): State {
		return this.#state;
	}

	/** Why the log is not followed any more; `undefined` while all is well. */
	get failure(): unknown {
		return this.#failure;
	}

	/** Hears of every commit once it is part of the state. */
	subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Resolves once the state holds commit `seq`. */
	reached(seq: number): Promise<void> {
		if (this.#state.seq >= seq) return Promise.resolve();
		if (this.#failure !== undefined) return Promise.reject(this.#failure);
		return new Promise((done, fail) => this.#waiting.add({ seq, done, fail }));
	}

	/** The commit that an actor's idempotency key led to. */
	answered(actor: string, key: string): Commit | undefined {
		return this.#keys.get(keyOf(actor, key));
	}

	async stop(): Promise<void> {
		this.#stopped.abort();
		await this.#running;
	}

	async #follow(): Promise<void> {
		try {
			for await (const page of this.#log.follow(this.#state.seq, this.#stopped.signal))
				for (const commit of page) {
					this.#apply([commit]);
					for (const listener of this.#listeners) listener(commit);
				}
		} catch (error) {
			// Whoever waits is told, `/readyz` says so, and the next command is refused with the reason.
			this.#failure = error;
			for (const { fail } of this.#waiting) fail(error);
			this.#waiting.clear();
		}
	}

	/** A page at a time: the map of records is copied once for all of them. */
	#apply(page: readonly Commit[]): void {
		const from = this.#state.seq;
		const gap = page.findIndex((commit, index) => commit.seq !== from + 1 + index);
		if (gap >= 0)
			throw new CandorError(
				'damaged',
				`Commit ${from + 1 + gap} of the log is missing. Restore the data folder from a backup.`,
			);
		const seq = page.at(-1)?.seq ?? from;
		this.#state = merge(this.#state, seq, page.flatMap(recordsOf));
		for (const commit of page) {
			const { idempotencyKey } = commit.cause;
			if (idempotencyKey !== undefined) this.#keys.set(keyOf(commit.actor, idempotencyKey), commit);
		}
		for (const waiting of this.#waiting)
			if (waiting.seq <= seq) {
				this.#waiting.delete(waiting);
				waiting.done();
			}
	}
}

/** A line break is in neither: no two pairs share a key. */
const keyOf = (actor: string, key: string): string => `${actor}\n${key}`;
