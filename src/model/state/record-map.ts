import { compareText } from '../compare-text.ts';
import { SortedList } from './sorted-list.ts';

/** A record: a value with a kind and an id. */
export interface StateRecord {
	readonly kind: string;
	readonly id: string;
	/** The commit that changed the record last. */
	readonly seq: number;
	/** `null` once the record was removed. */
	readonly value: object | null;
}

/** A record's key in a {@link RecordMap}. */
export const recordKey = (kind: string, id: string): string => `${kind}/${id}`;

export const byKindAndId = (a: StateRecord, b: StateRecord): number =>
	compareText(a.kind, b.kind) || compareText(a.id, b.id);

/** A record to compare with, at or before all others of its kind. */
export const firstOf = (kind: string, id = ''): StateRecord => ({ kind, id, seq: 0, value: null });

/** Records by {@link recordKey}, in the order of kind and id. It reads like a Map and never changes. */
export class RecordMap {
	readonly list: SortedList<StateRecord>;

	constructor(list: SortedList<StateRecord> = new SortedList(byKindAndId)) {
		this.list = list;
	}

	get(key: string): StateRecord | undefined {
		const end = key.indexOf('/');
		return this.list.find(firstOf(key.slice(0, end), key.slice(end + 1)));
	}

	values(): IterableIterator<StateRecord> {
		return this.list.toArray().values();
	}
}
