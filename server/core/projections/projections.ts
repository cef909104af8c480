/** What a server computes from the commits of the log besides the state. */
import { ActionHistory } from '../../../src/model/promises/action-history.ts';
import { PromiseLedger } from '../../../src/model/promises/promise-ledger.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import type { Clock } from '../clock.ts';
import { IdempotencyKeys } from '../idempotency-keys.ts';
import { HistoryProjection } from './history-projection.ts';
import { PublicTimes } from './public-times.ts';

/** A projection as a checkpoint stores it. */
export interface StoredProjection {
	/** Of its entries. Raise it when what they hold, or what it means, changes. */
	readonly format: number;
	/** All that the projection knows, as JSON values. */
	save(): Iterable<unknown>;
	/** Takes one of the entries that were saved in the same format. */
	restore(entry: unknown): void;
}

export class Projections {
	readonly idempotencyKeys: IdempotencyKeys;
	readonly history = new HistoryProjection();
	readonly publicTimes = new PublicTimes();
	/** The counts of kept and broken promises. */
	readonly promises = new PromiseLedger();
	/** When the actions of post-mortems were promised and done. */
	readonly actionHistory = new ActionHistory();
	/** By name. */
	readonly stored: Readonly<Record<string, StoredProjection>>;

	constructor(clock: Clock) {
		this.idempotencyKeys = new IdempotencyKeys(clock);
		this.stored = {
			idempotencyKeys: stored(1, this.idempotencyKeys),
			history: stored(1, this.history.statuses),
			publicTimes: stored(1, this.publicTimes),
			promises: stored(1, this.promises),
			actionHistory: stored(1, this.actionHistory),
		};
	}

	/** Takes the next commit of the log. */
	take(commit: Commit): void {
		this.idempotencyKeys.record(commit);
		this.history.record(commit);
		this.publicTimes.record(commit);
		this.promises.take(commit);
		this.actionHistory.take(commit);
	}
}

/** A checkpoint gives back only what the same format of the same projection has saved. */
const stored = <Entry>(
	format: number,
	projection: { save(): Iterable<Entry>; restore(entry: Entry): void },
): StoredProjection => ({
	format,
	save: () => projection.save(),
	restore: (entry) => projection.restore(entry as Entry),
});
