/**
 * The history of every component. It follows the commits that the live state applies, from the
 * first one of the log on, so that the log is read once.
 */
import type { PastDays } from '../../../src/model/history/history.ts';
import { StatusHistory } from '../../../src/model/history/status-history.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import type { State } from '../../../src/model/state/state.ts';

const minuteMs = 60_000;

export class HistoryProjection {
	readonly statuses = new StatusHistory();
	#cached: { readonly key: string; readonly history: PastDays } | undefined;

	/** Takes the next commit of the log. */
	record(commit: Commit): void {
		this.statuses.take(commit);
	}

	/**
	 * The history of all days at the last full minute, so that all servers of a log give the same.
	 * `state`: the state after the last commit. `now`: epoch milliseconds.
	 */
	at(state: State, now: number): PastDays {
		const minute = Math.floor(now / minuteMs);
		const key = `${state.seq} ${minute}`;
		if (this.#cached?.key !== key)
			this.#cached = { key, history: this.statuses.read(state, minute * minuteMs) };
		return this.#cached.history;
	}
}
