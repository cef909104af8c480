/**
 * Indexes that only a server needs: some records in descending order of a number. A state that has
 * an index maintains it with every commit. A state without it, as in a browser, sorts its records
 * when they are read.
 */
import { compareText } from '../compare-text.ts';
import type { StateRecord } from './record-map.ts';
import { type SortedList, sortedList } from './sorted-list.ts';
import type { State } from './state.ts';

export interface IndexDefinition {
	/** The number by which the records are ordered. `null`: the record is not in the index. */
	readonly keyOf: (record: StateRecord) => number | null;
	readonly compare: (a: StateRecord, b: StateRecord) => number;
	/** A record that compares like the one with this number and id, which may have left the index. */
	readonly placeOf: (key: number, id: string, kind: string) => StateRecord;
}

/** An index with its records. */
export interface StateIndex {
	readonly definition: IndexDefinition;
	readonly list: SortedList<StateRecord>;
}

/**
 * Records with the same number are in descending order of their ids. A record never changes, so
 * `keyOf` is called once for each.
 */
export function defineIndex(keyOf: IndexDefinition['keyOf']): IndexDefinition {
	const keys = new WeakMap<StateRecord, number | null>();
	const memoized = (record: StateRecord): number | null => {
		const known = keys.get(record);
		if (known !== undefined) return known;
		const key = record === first ? Number.POSITIVE_INFINITY : keyOf(record);
		keys.set(record, key);
		return key;
	};
	const compare = (a: StateRecord, b: StateRecord): number => {
		const [keyA, keyB] = [memoized(a) ?? 0, memoized(b) ?? 0];
		if (keyA !== keyB) return keyB > keyA ? 1 : -1;
		if (a === b || a === first) return a === b ? 0 : -1;
		return b === first ? 1 : compareText(b.id, a.id) || compareText(a.kind, b.kind);
	};
	const placeOf = (key: number, id: string, kind: string): StateRecord => {
		const place = { kind, id, seq: 0, value: null };
		keys.set(place, key);
		return place;
	};
	return { keyOf: memoized, compare, placeOf };
}

/** Comes before every record of every index. */
const first: StateRecord = { kind: '', id: '', seq: 0, value: null };

const isIn =
	({ keyOf }: IndexDefinition) =>
	(record: StateRecord) =>
		keyOf(record) !== null;

/** The indexes after some records were replaced by others. */
export const updatedIndexes = (
	indexes: readonly StateIndex[],
	added: readonly StateRecord[],
	removed: readonly StateRecord[],
): readonly StateIndex[] =>
	indexes.map(({ definition, list }) => ({
		definition,
		list: list.with(added.filter(isIn(definition)), removed.filter(isIn(definition))),
	}));

const build = (state: State, definition: IndexDefinition): SortedList<StateRecord> =>
	sortedList(definition.compare, state.records.list.toArray().filter(isIn(definition)));

/** The same state with these indexes. */
export const withIndexes = (state: State, definitions: readonly IndexDefinition[]): State => ({
	...state,
	indexes: definitions.map((definition) => ({ definition, list: build(state, definition) })),
});

/** How many records are read from an index at a time. */
const pieceSize = 128;

/**
 * The records of an index in its order. They are read in pieces, so that stopping early costs
 * nothing.
 *
 * @param after - A record of the index, or one that compares like it: only the records behind it.
 * Default: all.
 */
export function* inOrder(state: State, definition: IndexDefinition, after = first): Generator<StateRecord> {
	const list =
		state.indexes.find((index) => index.definition === definition)?.list ?? build(state, definition);
	for (let last = after; ; ) {
		let count = 0;
		const piece = list.range(last, () => count++ < pieceSize);
		for (const record of piece) if (definition.compare(record, last) !== 0) yield record;
		const end = piece.at(-1);
		if (!end || piece.length < pieceSize) return;
		last = end;
	}
}
