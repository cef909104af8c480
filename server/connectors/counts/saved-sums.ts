/**
 * Sums that are added up in memory and saved together: they arrive by the thousand. Any number of
 * servers add to the same sums. A crash loses at most those of one period.
 */
import type { Clock } from '../../core/clock.ts';
import type { PrivateRecord, PrivateStore } from '../../core/private-store/private-store.ts';
import type { ReportError } from '../../core/report-error.ts';

const saveIntervalMs = 5_000;
const pageSize = 200;

export type Sums = Readonly<Record<string, number>>;

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly clock: Clock;
	readonly reportError: ReportError;
}

const add = (one: Sums, other: Sums): Sums => ({
	...one,
	...Object.fromEntries(Object.entries(other).map(([name, amount]) => [name, (one[name] ?? 0) + amount])),
});

/** The numbers of a record, as far as they are not damaged. */
const numbersOf = (value: unknown): Sums =>
	Object.fromEntries(
		Object.entries(Object(value)).filter((each): each is [string, number] => Number.isSafeInteger(each[1])),
	);

export class SavedSums {
	/** The kind of the records in the private store. */
	readonly #kind: string;
	readonly #dependencies: Dependencies;
	/** What this server has counted and not saved, by record. */
	readonly #unsaved = new Map<string, Sums>();
	/** Beginnings of the ids of records that are to be deleted. */
	readonly #dropped = new Set<string>();
	#cancelTimer: (() => void) | null = null;
	#saving = Promise.resolve();
	#isClosed = false;

	constructor(kind: string, dependencies: Dependencies) {
		this.#kind = kind;
		this.#dependencies = dependencies;
	}

	add(record: string, amounts: Sums): void {
		this.#unsaved.set(record, add(this.#unsaved.get(record) ?? {}, amounts));
		this.#scheduleSave();
	}

	/** Deletes the records whose ids begin so. */
	drop(prefix: string): void {
		for (const record of [...this.#unsaved.keys()])
			if (record.startsWith(prefix)) this.#unsaved.delete(record);
		this.#dropped.add(prefix);
		this.#scheduleSave();
	}

	/**
	 * The records whose ids begin so, with the sums of all servers: those of others may be some seconds
	 * old. Throws CandorError `busy`.
	 */
	async read(prefix: string): Promise<ReadonlyMap<string, Sums>> {
		const sums = new Map<string, Sums>();
		for (const { id, value } of await this.#stored(prefix))
			if (!this.#isDropped(id)) sums.set(id, numbersOf(value));
		for (const [id, amounts] of this.#unsaved)
			if (id.startsWith(prefix)) sums.set(id, add(sums.get(id) ?? {}, amounts));
		return sums;
	}

	/** Saves what is not saved yet. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.#cancelTimer?.();
		await this.#saving;
		await this.#save();
	}

	readonly #isDropped = (record: string): boolean =>
		[...this.#dropped].some((prefix) => record.startsWith(prefix));

	/** Ids are in order, so those that begin so follow each other. */
	async #stored(prefix: string): Promise<readonly PrivateRecord[]> {
		const { privateStore } = this.#dependencies;
		const own = await privateStore.get(this.#kind, prefix);
		const all = own ? [own] : [];
		for (let after = prefix; ; ) {
			const page = await privateStore.list(this.#kind, { after, limit: pageSize });
			const found = page.filter(({ id }) => id.startsWith(prefix));
			all.push(...found);
			if (found.length < pageSize) return all;
			after = found.at(-1)?.id ?? prefix;
		}
	}

	#scheduleSave(): void {
		if (this.#isClosed) return;
		this.#cancelTimer ??= this.#dependencies.clock.after(saveIntervalMs, () => {
			this.#cancelTimer = null;
			this.#saving = this.#saving.then(() => this.#save());
		});
	}

	async #save(): Promise<void> {
		const { privateStore, reportError } = this.#dependencies;
		// First: the notice may have been restored since, and has new counts.
		for (const prefix of [...this.#dropped])
			try {
				for (const { id } of await this.#stored(prefix)) await privateStore.remove(this.#kind, id);
				this.#dropped.delete(prefix);
			} catch (error) {
				reportError(error, 'counts of a retracted notice were not deleted', { record: prefix });
				this.#scheduleSave();
			}
		for (const [record, amounts] of [...this.#unsaved]) {
			this.#unsaved.delete(record);
			try {
				await privateStore.increment(this.#kind, record, amounts);
			} catch (error) {
				reportError(error, 'counts of visitors were not saved', { record });
				if (!this.#isDropped(record)) this.add(record, amounts);
			}
		}
	}
}
