/**
 * The parts of records that give them their places in a state and its indexes, as columns. With them
 * a server makes a state of records whose values it reads only when they are asked for.
 */
import { compareText } from '../compare-text.ts';
import { stateIndexes } from '../state-indexes.ts';
import { type IndexEntry, indexOf } from './indexes.ts';
import { byKindAndId, RecordMap, type StateRecord } from './record-map.ts';
import { sortedList } from './sorted-list.ts';
import { isUnsettled, ownerOf, type State } from './state.ts';

/** A record whose value is read when it is asked for. */
export interface UnreadRecord extends StateRecord {
	/** The notice that it belongs to, which is known without the value; `null`: none. */
	readonly owner: string | null;
}

export interface RecordColumns {
	/** Without repetitions. */
	readonly kinds: readonly string[];
	/** The place of each record's kind in `kinds`. */
	readonly kind: readonly number[];
	readonly id: readonly string[];
	readonly seq: readonly number[];
	readonly owner: readonly (string | null)[];
	/** The places of those that time alone may change. */
	readonly unsettled: readonly number[];
	/**
	 * For each of {@link stateIndexes}, the numbers of the records; `null`: it is not in that index. As
	 * text where it is not finite, which JSON has no other way to say.
	 */
	readonly keys: readonly (readonly (number | string | null)[])[];
}

export function columnsOf(records: readonly StateRecord[]): RecordColumns {
	const kinds = [...new Set(records.map(({ kind }) => kind))];
	return {
		kinds,
		kind: records.map(({ kind }) => kinds.indexOf(kind)),
		id: records.map(({ id }) => id),
		seq: records.map(({ seq }) => seq),
		owner: records.map(ownerOf),
		unsettled: records.flatMap((record, place) => (isUnsettled(record) ? [place] : [])),
		keys: stateIndexes.map(({ keyOf }) =>
			records.map((record) => {
				const key = keyOf(record);
				return key === null || Number.isFinite(key) ? key : String(key);
			}),
		),
	};
}

const ownerOfAny = (record: StateRecord): string =>
	('owner' in record ? (record as UnreadRecord).owner : ownerOf(record)) ?? '';
const byOwner = (a: StateRecord, b: StateRecord): number =>
	compareText(ownerOfAny(a), ownerOfAny(b)) || byKindAndId(a, b);

/** Makes a server's state of records in the order of their commits. */
export class StateOfColumns {
	/** By kind and id. */
	readonly #newest = new Map<string, Map<string, UnreadRecord>>();
	readonly #replaced = new Set<StateRecord>();
	readonly #unsettled = new Set<UnreadRecord>();
	/** The entries of each index, the newest last. */
	readonly #entries: IndexEntry[][] = stateIndexes.map(() => []);

	/** @param records - Those of the columns. */
	add({ kinds, kind, unsettled, keys }: RecordColumns, records: readonly UnreadRecord[]): void {
		const maps = kinds.map((each) => this.#idsOf(each));
		for (const [place, record] of records.entries()) {
			const ids = maps[kind[place] as number] as Map<string, UnreadRecord>;
			const former = ids.get(record.id);
			if (former) this.#replaced.add(former);
			ids.set(record.id, record);
		}
		for (const place of unsettled) this.#unsettled.add(records[place] as UnreadRecord);
		for (const [index, column] of keys.entries())
			for (const [place, key] of column.entries())
				if (key !== null)
					this.#entries[index]?.push({ key: Number(key), record: records[place] as UnreadRecord });
	}

	/** @param seq - The commit up to which the records are complete. */
	state(seq: number): State {
		const isNewest = (record: StateRecord): boolean => !this.#replaced.has(record);
		const records = inOrder(this.#newest).flatMap(inOrder);
		const ofOwners = new Map<string, UnreadRecord[]>();
		for (const record of records) {
			if (record.owner === null) continue;
			const owned = ofOwners.get(record.owner);
			if (owned) owned.push(record);
			else ofOwners.set(record.owner, [record]);
		}
		return {
			seq,
			records: new RecordMap(sortedList<StateRecord>(byKindAndId, records)),
			owned: sortedList<StateRecord>(byOwner, inOrder(ofOwners).flat()),
			unsettled: sortedList<StateRecord>(byKindAndId, [...this.#unsettled].filter(isNewest)),
			indexes: stateIndexes.map((definition, index) => {
				const entries = this.#entries[index] as IndexEntry[];
				return indexOf(definition, entries.filter(({ record }) => isNewest(record)).reverse());
			}),
		};
	}

	#idsOf(kind: string): Map<string, UnreadRecord> {
		const ids = this.#newest.get(kind) ?? new Map<string, UnreadRecord>();
		this.#newest.set(kind, ids);
		return ids;
	}
}

/** The values in the order of their keys. Sorting texts alone is faster than sorting records by them. */
const inOrder = <Value>(values: ReadonlyMap<string, Value>): Value[] =>
	[...values.keys()].sort().map((key) => values.get(key) as Value);
