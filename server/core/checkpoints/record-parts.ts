/**
 * Parts of a checkpoint with records. What gives the records their places in a state is read at once.
 * Their values are compressed together, and read when one of them is asked for: most of a long
 * history never is.
 */
import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';
import { columnsOf, type RecordColumns, type UnreadRecord } from '../../../src/model/state/record-columns.ts';
import type { StateRecord } from '../../../src/model/state/state.ts';

/** More would compress better, and make the first look at a record slower: it takes about 1 ms. */
export const recordsPerPart = 128;

interface SavedRecords extends RecordColumns {
	/** The values as a JSON list, compressed by gzip, in base64. */
	readonly values: string;
}

const compress = promisify(gzip);

export async function recordsText(records: readonly StateRecord[]): Promise<string> {
	const values = await compress(JSON.stringify(records.map(({ value }) => value)));
	const saved: SavedRecords = { ...columnsOf(records), values: values.toString('base64') };
	return JSON.stringify(saved);
}

/** @param text - Of {@link recordsText}. */
export function readRecordsText(text: string): {
	readonly columns: RecordColumns;
	readonly records: readonly UnreadRecord[];
} {
	const saved = JSON.parse(text) as SavedRecords;
	const values = new Values(saved.values);
	return { columns: saved, records: saved.id.map((_, place) => new StoredRecord(saved, values, place)) };
}

class Values {
	#compressed: string | null;
	#values: readonly (object | null)[] = [];

	constructor(compressed: string) {
		this.#compressed = compressed;
	}

	get(place: number): object | null {
		if (this.#compressed !== null) {
			this.#values = JSON.parse(gunzipSync(Buffer.from(this.#compressed, 'base64')).toString());
			this.#compressed = null;
		}
		return this.#values[place] ?? null;
	}
}

/** Of every record, so that V8 gives all of them one shape. */
const valueProperty: PropertyDescriptor & ThisType<StoredRecord> = {
	get() {
		return this.read();
	},
	enumerable: true,
};

/** Looks like any other record: its value is a property of its own, also in a copy and as JSON. */
class StoredRecord implements UnreadRecord {
	readonly kind: string;
	readonly id: string;
	readonly seq: number;
	declare readonly value: object | null;
	readonly #owner: string | null;
	readonly #values: Values;
	readonly #place: number;

	constructor({ kinds, kind, id, seq, owner }: RecordColumns, values: Values, place: number) {
		this.kind = kinds[kind[place] as number] as string;
		this.id = id[place] as string;
		this.seq = seq[place] as number;
		Object.defineProperty(this, 'value', valueProperty);
		this.#owner = owner[place] ?? null;
		this.#values = values;
		this.#place = place;
	}

	get owner(): string | null {
		return this.#owner;
	}

	read(): object | null {
		return this.#values.get(this.#place);
	}
}
