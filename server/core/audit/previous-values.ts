/** The values that records had before a commit, from the log. */
import { setImmediate } from 'node:timers/promises';
import type { Change, Commit } from '../../../src/model/state/commit.ts';
import { recordKey } from '../../../src/model/state/state.ts';
import type { Log } from '../log/log.ts';

/**
 * Where earlier versions changed each record: their commits do not say which commit was the one
 * before. Built when such a commit is read, up to that commit. Holds numbers, no values.
 */
export class UnlinkedChanges {
	readonly #log: Log;
	/** The commits that changed a record, in order, by the record's key. */
	readonly #commits = new Map<string, number[]>();
	#indexedTo = 0;
	#indexing: Promise<void> = Promise.resolve();

	constructor(log: Log) {
		this.#log = log;
	}

	/** The last commit before `seq` that changed the record; 0: none did. */
	async previous({ kind, id }: Change, seq: number): Promise<number> {
		// One after the other: two requests at once must not index the same commits.
		const indexing = this.#indexing.then(() => this.#indexUpTo(seq));
		this.#indexing = indexing.catch(() => undefined);
		await indexing;
		const commits = this.#commits.get(recordKey(kind, id)) ?? [];
		return commits.filter((each) => each < seq).at(-1) ?? 0;
	}

	async #indexUpTo(seq: number): Promise<void> {
		while (this.#indexedTo < seq) {
			const page = await this.#log.read(this.#indexedTo, chunkSize);
			if (page.length === 0) return;
			for (const { seq: at, changes } of page)
				for (const { kind, id } of changes) {
					const key = recordKey(kind, id);
					const commits = this.#commits.get(key);
					if (commits) commits.push(at);
					else this.#commits.set(key, [at]);
				}
			this.#indexedTo = page.at(-1)?.seq ?? seq;
			await setImmediate();
		}
	}
}

/** How many commits are read at once: few, because the event loop waits while they are parsed. */
export const chunkSize = 50;

/**
 * Reads values for a few commits. It remembers the commits that it has read: make a new one for
 * each chunk.
 */
export class PreviousValues {
	readonly #log: Log;
	readonly #unlinked: UnlinkedChanges;
	readonly #known = new Map<number, Commit>();

	/** `chunk`: commits that have been read already. */
	constructor(log: Log, unlinked: UnlinkedChanges, chunk: readonly Commit[]) {
		this.#log = log;
		this.#unlinked = unlinked;
		for (const commit of chunk) this.#known.set(commit.seq, commit);
	}

	/** The value before the change that commit `seq` made; `null`: there was no record. */
	async before(change: Change, seq: number): Promise<object | null> {
		const previous = change.previous ?? (await this.#unlinked.previous(change, seq));
		if (previous === 0) return null;
		const commit = this.#known.get(previous) ?? (await this.#read(previous));
		const isSame = ({ kind, id }: Change): boolean => kind === change.kind && id === change.id;
		return commit?.changes.find(isSame)?.value ?? null;
	}

	async #read(seq: number): Promise<Commit | undefined> {
		const [commit] = await this.#log.read(seq - 1, 1);
		if (commit) this.#known.set(seq, commit);
		// One of many reads for a chunk: other work of the server runs in between.
		await setImmediate();
		return commit;
	}
}
