/**
 * Indexes that only a server needs: some records in descending order of a number. A state that has
 * an index maintains it with every commit. A state without it, as in a browser, sorts its records
 * when they are read.
 */
import { compareText } from '../compare-text.ts';
import { firstOf, type StateRecord } from './record-map.ts';
import { type SortedList, sortedList } from './sorted-list.ts';
import type { State } from './state.ts';

export interface IndexDefinition {
	/**
	 * The number by which the records are ordered. `null`: the record is not in the index. A record
	 * never changes, so the result must depend on the record alone.
	 */
	readonly keyOf: (record: StateRecord) => number | null;
}

/**
 * A record with its number. The number is stored here, because a WeakMap of hundreds of thousands
 * of records makes each garbage collection stop the process.
 */
export interface IndexEntry {
	readonly key: number;
	readonly record: StateRecord;
}

/** An index with its records. */
export interface StateIndex {
	readonly definition: IndexDefinition;
	readonly list: SortedList<IndexEntry>;
	/** The index after some records were replaced by others. */
	with(added: readonly StateRecord[], removed: readonly StateRecord[]): StateIndex;
}

export const defineIndex = (keyOf: IndexDefinition['keyOf']): IndexDefinition => ({ keyOf });

/** An entry that compares like that of a record which may have left the index. */
export const placeOf = (key: number, kind: string, id: string): IndexEntry => ({
	key,
	record: firstOf(kind, id),
});

/** Comes before every entry of every index. */
const first = placeOf(Number.POSITIVE_INFINITY, '', '\uffff');

/** Records with the same number are in descending order of their ids. */
const compareEntries = (a: IndexEntry, b: IndexEntry): number => {
	if (a.key !== b.key) return b.key > a.key ? 1 : -1;
	return compareText(b.record.id, a.record.id) || compareText(a.record.kind, b.record.kind);
};

/** The entries of the records that belong to an index. */
const entriesOf = ({ keyOf }: IndexDefinition, records: readonly StateRecord[]): IndexEntry[] =>
	records.flatMap((record) => {
		const key = keyOf(record);
		return key === null ? [] : [{ key, record }];
	});

/** An index with these entries. */
export const indexOf = (definition: IndexDefinition, entries: readonly IndexEntry[]): StateIndex =>
	createIndex(definition, sortedList(compareEntries, entries));

const createIndex = (definition: IndexDefinition, list: SortedList<IndexEntry>): StateIndex => ({
	definition,
	list,
	with: (added, removed) =>
		createIndex(definition, list.with(entriesOf(definition, added), entriesOf(definition, removed))),
});

const build = (state: State, definition: IndexDefinition): SortedList<IndexEntry> =>
	sortedList(compareEntries, entriesOf(definition, state.records.list.toArray()));

/** The same state with these indexes. */
export const withIndexes = (state: State, definitions: readonly IndexDefinition[]): State => ({
	...state,
	indexes: definitions.map((definition) => createIndex(definition, build(state, definition))),
});

/** How many records are read from an index at a time. */
const pieceSize = 128;

/**
 * The records of an index in its order. They are read in pieces, so that stopping early costs
 * nothing.
 *
 * @param after - An entry of the index, or one that compares like it: only the records behind it. Default: all.
 */
export function* inOrder(
	state: State,
	definition: IndexDefinition,
	after: IndexEntry = first,
): Generator<StateRecord> {
	const list =
		state.indexes.find((index) => index.definition === definition)?.list ?? build(state, definition);
	for (let last = after; ; ) {
		let count = 0;
		const piece = list.range(last, () => count++ < pieceSize);
		for (const entry of piece) if (compareEntries(entry, last) !== 0) yield entry.record;
		const end = piece.at(-1);
		if (!end || piece.length < pieceSize) return;
		last = end;
	}
}
