import type { PrivateStore } from './private-store.ts';

/** A private store that lasts as long as the process. */
export function memoryStore(): PrivateStore {
	const kinds = new Map<string, Map<string, string>>();
	const of = (kind: string): Map<string, string> => {
		const known = kinds.get(kind) ?? new Map<string, string>();
		kinds.set(kind, known);
		return known;
	};
	return {
		list: async (kind) =>
			[...of(kind)]
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.map(([id, text]) => ({ id, value: JSON.parse(text) as unknown })),
		put: async (kind, id, value) => void of(kind).set(id, JSON.stringify(value)),
		remove: async (kind, id) => of(kind).delete(id),
		close: async () => undefined,
	};
}
