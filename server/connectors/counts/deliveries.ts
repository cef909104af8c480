/**
 * How many of the live connections each update was sent to. The server counts what it writes itself,
 * so no page takes part. A connection that does not read, or reads too slowly, has not received it.
 */
import { shownCount } from '../../../src/model/counts.ts';
import { timeline } from '../../../src/model/views/updates.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { Delivery } from '../../streaming/stream-figures.ts';
import { updateRecord, updateRecords } from './count-target.ts';
import { SavedSums } from './saved-sums.ts';

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly reportError: ReportError;
}

/** Worker processes report within seconds: older commits are forgotten. */
const maxCommits = 200;

export class Deliveries {
	readonly #liveState: LiveState;
	readonly #sums: SavedSums;
	readonly #unsubscribe: () => void;
	/** The records of the updates that a commit published, by its number. */
	readonly #published = new Map<number, readonly string[]>();

	constructor(dependencies: Dependencies) {
		this.#liveState = dependencies.liveState;
		this.#sums = new SavedSums('deliveries', dependencies);
		this.#unsubscribe = this.#liveState.subscribe(({ seq, changes }, before) => {
			const { state } = this.#liveState;
			const records = changes.flatMap(({ kind, id, value }) => {
				if (kind === 'notice' && !value) this.#sums.drop(updateRecords(id));
				if (kind !== 'update' || !value) return [];
				const { notice, number, addedAt } = value as {
					notice: string;
					number: number;
					addedAt?: string | null;
				};
				const isNew = !timeline(before, notice).some((known) => known.id === id);
				const isKnown = timeline(state, notice).some((known) => known.id === id);
				return isNew && isKnown && !addedAt ? [updateRecord(notice, number)] : [];
			});
			if (!records.length) return;
			this.#published.set(seq, records);
			for (const old of this.#published.keys())
				if (this.#published.size > maxCommits) this.#published.delete(old);
		});
	}

	/** What a process has written of one commit. */
	record({ seq, open, sent }: Delivery): void {
		if (open > 0) for (const record of this.#published.get(seq) ?? []) this.#sums.add(record, { open, sent });
	}

	/** The numbers of the updates that are published, the newest first. */
	numbers(id: string): readonly number[] {
		return [...new Set(timeline(this.#liveState.state, id).map(({ value }) => value.number))];
	}

	/**
	 * By the number of the update, of all servers: the connections that were open, rounded down to
	 * tens, and how many percent of them it was sent to. With fewer than ten both are `null`. Throws
	 * CandorError `busy`.
	 */
	async of(id: string, update: number) {
		const record = updateRecord(id, update);
		const { open = 0, sent = 0 } = (await this.#sums.read(record)).get(record) ?? {};
		const connections = shownCount(open);
		return { connections, percent: connections === null ? null : Math.floor((100 * sent) / open) };
	}

	/** Saves what is not saved yet. */
	async close(): Promise<void> {
		this.#unsubscribe();
		await this.#sums.close();
	}
}
