/**
 * The history of every component, built by reading the log once and kept up to date by following
 * the live state.
 */
import { setImmediate } from 'node:timers/promises';
import type { History } from '../../../src/model/history/history.ts';
import { StatusHistory } from '../../../src/model/history/status-history.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import type { LiveState } from '../live-state.ts';
import type { Log } from '../log/log.ts';

interface Dependencies {
	readonly log: Log;
	readonly liveState: LiveState;
	/**
	 * Gets the reason when the log cannot be read. The rest of the server goes on without a history.
	 */
	readonly onError: (error: unknown) => void;
}

const minuteMs = 60_000;

export class HistoryProjection {
	/**
	 * Resolves when all commits of the log are applied. Rejects with CandorError `damaged` when the
	 * log cannot be read.
	 */
	readonly ready: Promise<void>;
	readonly #log: Log;
	readonly #liveState: LiveState;
	readonly #statuses = new StatusHistory();
	/** The last applied commit. */
	#seq = 0;
	#isStopped = false;
	#unsubscribe = (): void => undefined;
	#cached: { readonly key: string; readonly history: History } | undefined;

	/** Starts to read the log, in pages: other work of the server runs between them. */
	constructor({ log, liveState, onError }: Dependencies) {
		this.#log = log;
		this.#liveState = liveState;
		this.ready = this.#catchUp();
		this.ready.catch(onError);
	}

	/**
	 * The history of all days at the last full minute, so that all servers of a log give the same.
	 * Valid only after `ready`. `now`: epoch milliseconds.
	 */
	at(now: number): History {
		const { state } = this.#liveState;
		const minute = Math.floor(now / minuteMs);
		const key = `${state.seq} ${minute}`;
		if (this.#cached?.key !== key)
			this.#cached = { key, history: this.#statuses.read(state, minute * minuteMs) };
		return this.#cached.history;
	}

	/** Resolves when the log is no longer being read. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		this.#unsubscribe();
		await Promise.allSettled([this.ready]);
	}

	async #catchUp(): Promise<void> {
		while (this.#seq < this.#liveState.state.seq) {
			// Yields before every page, also before the first one: a starting server must open its port
			// soon.
			await setImmediate();
			if (this.#isStopped) return;
			for (const commit of await this.#log.read(this.#seq)) this.#apply(commit);
		}
		// Subscribed in the same turn of the event loop as the comparison, so that no commit is missed.
		this.#unsubscribe = this.#liveState.subscribe((commit) => this.#apply(commit));
	}

	#apply(commit: Commit): void {
		// Commits beyond the live state arrive again through the subscription.
		if (commit.seq !== this.#seq + 1 || commit.seq > this.#liveState.state.seq) return;
		this.#statuses.take(commit);
		this.#seq = commit.seq;
	}
}
