import type { Environment } from './environment.ts';

/** One entry of `localStorage`, which may be forbidden, full or somebody else's: then nothing is remembered. */
export interface Memory {
	readonly key: string;
	read(): string | null;
	/** `null` removes the entry. */
	write(text: string | null): void;
}

export const createMemory = ({ storage }: Environment, key: string): Memory => ({
	key,
	read: () => {
		try {
			return storage().getItem(key);
		} catch {
			// Forbidden by the browser or the visitor: the same as an empty one.
			return null;
		}
	},
	write: (text) => {
		try {
			if (text === null) storage().removeItem(key);
			else storage().setItem(key, text);
		} catch {
			// Full or forbidden: what this page knows, it still knows.
		}
	},
});
