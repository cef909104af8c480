/** The state that the log leads to: the one place on the server that applies commits. */
import { setImmediate } from 'node:timers/promises';
import { CandorError } from '../../src/model/errors.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import { withIndexes } from '../../src/model/state/indexes.ts';
import { emptyState, merge, recordsOf, type State } from '../../src/model/state/state.ts';
import { stateIndexes } from '../../src/model/state-indexes.ts';
import { keyLifetimeMs } from './idempotency-keys.ts';
import type { Log } from './log/log.ts';
import { recoveryAdvice } from './log/stored-commit.ts';
import { RecentStates } from './recent-states.ts';

/** `before`: the state before the commit. */
type Listener = (commit: Commit, before: State) => void;

type OnCommit = (commit: Commit) => void;

export class LiveState {
	/** The log's identity, called `site` on the wire. */
	readonly site: string;
	readonly #log: Log;
	readonly #onCommit: OnCommit;
	readonly #stopped = new AbortController();
	readonly #listeners = new Set<Listener>();
	readonly #waiting = new Set<{
		readonly seq: number;
		readonly resolve: () => void;
		reject(error: unknown): void;
	}>();
	/** For the first results of repeated requests. */
	readonly recentStates = new RecentStates(keyLifetimeMs);
	#state: State;
	#failure: unknown;
	#following: Promise<void> | undefined;

	private constructor(log: Log, from: State, onCommit: OnCommit) {
		this.#log = log;
		this.#state = from;
		this.#onCommit = onCommit;
		this.site = log.site;
	}

	/**
	 * Reads all commits after `from`, then follows the log. `onCommit` is called for every commit,
	 * those of the start included, before anything that waits for the commit continues. Throws
	 * CandorError `damaged` when the log cannot be read.
	 */
	static async start(log: Log, from = emptyState, onCommit: OnCommit = () => undefined): Promise<LiveState> {
		const liveState = new LiveState(log, from, onCommit);
		for (;;) {
			const page = await log.read(liveState.#state.seq);
			if (page.length === 0) break;
			liveState.#apply(page);
			// An embedded database answers at once, and a long log takes seconds.
			await setImmediate();
		}
		// Built once from all records, which is faster than with every page.
		if (from.indexes.length === 0) liveState.#state = withIndexes(liveState.#state, stateIndexes);
		liveState.#following = liveState.#follow();
		return liveState;
	}

	get state(): State {
		return this.#state;
	}

	/** Why redacted words may still be in a file of the log; `null` if they are in none. */
	get unfinishedErasure(): CandorError | null {
		return this.#log.unfinishedErasure ?? null;
	}

	/** Since when the log cannot be read, epoch milliseconds; `null`: it can. */
	get unreadableSince(): number | null {
		return this.#log.unreadableSince ?? null;
	}

	/** Why this server stopped following the log; `undefined` while it follows it. */
	get failure(): unknown {
		return this.#failure;
	}

	/**
	 * Calls `listener` for every further commit, once it is part of the state. Returns a function
	 * that unsubscribes.
	 */
	subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Resolves once the state contains commit `seq`. */
	reached(seq: number): Promise<void> {
		if (this.#state.seq >= seq) return Promise.resolve();
		if (this.#failure !== undefined) return Promise.reject(this.#failure);
		return new Promise((resolve, reject) => this.#waiting.add({ seq, resolve, reject }));
	}

	async stop(): Promise<void> {
		this.#stopped.abort();
		await this.#following;
	}

	async #follow(): Promise<void> {
		try {
			for await (const page of this.#log.follow(this.#state.seq, this.#stopped.signal))
				for (const commit of page) {
					const before = this.#state;
					this.#apply([commit]);
					for (const listener of this.#listeners) listener(commit, before);
				}
		} catch (error) {
			// Pending and further commands fail with this error, and `/readyz` reports it.
			this.#failure = error;
			for (const { reject } of this.#waiting) reject(error);
			this.#waiting.clear();
		}
	}

	/** Applies a page at once: the map of records is copied once per page. */
	#apply(page: readonly Commit[]): void {
		const { seq: before } = this.#state;
		const gap = page.findIndex((commit, index) => commit.seq !== before + 1 + index);
		if (gap >= 0)
			throw new CandorError('damaged', `Commit ${before + 1 + gap} of the log is missing. ${recoveryAdvice}`);
		const seq = page.at(-1)?.seq ?? before;
		if (page.length === 1 && page[0]?.cause.idempotencyKey !== undefined)
			this.recentStates.recordExact(this.#state);
		this.#state = merge(this.#state, seq, page.flatMap(recordsOf));
		// A redaction has changed earlier commits, and no state may keep their words.
		if (page.some(({ cause }) => cause.command.startsWith('redact-'))) this.recentStates.clear();
		const last = page.at(-1);
		if (last) this.recentStates.record(this.#state, Date.parse(last.at));
		for (const commit of page) this.#onCommit(commit);
		for (const waiting of this.#waiting)
			if (waiting.seq <= seq) {
				this.#waiting.delete(waiting);
				waiting.resolve();
			}
	}
}
