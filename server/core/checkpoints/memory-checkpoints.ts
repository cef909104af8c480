import { type CheckpointStore, removedAtOnce } from './checkpoint-store.ts';

export interface MemoryCheckpoints extends CheckpointStore {
	/** Called when commits are rewritten. */
	forget(): void;
}

export function memoryCheckpoints(): MemoryCheckpoints {
	const parts = new Map<string, string>();
	let head: string | null = null;
	let rewrites = 0;
	return {
		prepare: async () => undefined,
		head: async () => ({ text: head, rewrites }),
		parts: async (hashes) => hashes.flatMap((hash) => parts.get(hash) ?? []),
		async add(added, readAt) {
			if (readAt !== rewrites) return false;
			for (const { hash, text } of added) parts.set(hash, text);
			return true;
		},
		async replaceHead(text, former, readAt) {
			if (readAt !== rewrites || head !== former) return false;
			head = text;
			return true;
		},
		async removeHead(text) {
			if (head === text) head = null;
		},
		async removeOthers(hashes) {
			const others = [...parts.keys()].filter((hash) => !hashes.has(hash)).slice(0, removedAtOnce);
			for (const hash of others) parts.delete(hash);
			return others.length > 0;
		},
		forget() {
			parts.clear();
			head = null;
			rewrites++;
		},
	};
}
