import { incremented, type PrivateStore, wholeList } from './private-store.ts';

interface StoredRecord {
	/** Text, so that no caller can change a stored value. */
	readonly text: string;
	readonly version: number;
}

/** A private store that lasts as long as the process: for tests and trials. */
export function memoryStore(): PrivateStore {
	const kinds = new Map<string, Map<string, StoredRecord>>();
	const recordsOf = (kind: string): Map<string, StoredRecord> => {
		const records = kinds.get(kind) ?? new Map<string, StoredRecord>();
		kinds.set(kind, records);
		return records;
	};
	const read = (id: string, { text, version }: StoredRecord) => ({
		id,
		version,
		value: JSON.parse(text) as unknown,
	});
	const write = (kind: string, id: string, value: object): StoredRecord => {
		const records = recordsOf(kind);
		const record = { text: JSON.stringify(value), version: (records.get(id)?.version ?? 0) + 1 };
		records.set(id, record);
		return record;
	};
	return {
		async get(kind, id) {
			const record = recordsOf(kind).get(id);
			return record ? read(id, record) : null;
		},
		list: async (kind, { after, limit } = wholeList) =>
			[...recordsOf(kind)]
				.filter(([id]) => id > after)
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.slice(0, limit)
				.map(([id, record]) => read(id, record)),
		kinds: async () => [...kinds].flatMap(([kind, records]) => (records.size > 0 ? [kind] : [])).sort(),
		async put(kind, id, value, expectedVersion) {
			const version = recordsOf(kind).get(id)?.version ?? 0;
			if (expectedVersion !== undefined && expectedVersion !== version) return { done: false, version };
			return { done: true, version: write(kind, id, value).version };
		},
		async increment(kind, id, amounts, initial = {}) {
			const before = recordsOf(kind).get(id);
			const value = incremented(before && read(id, before).value, amounts, initial);
			return read(id, write(kind, id, value));
		},
		remove: async (kind, id) => recordsOf(kind).delete(id),
		close: async () => undefined,
	};
}
