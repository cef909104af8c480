/** Entries of `localStorage`, which may be forbidden, full or somebody else's: then nothing is remembered. */
import type { Environment } from '../environment.ts';

export function recall(environment: Environment, key: string): string | null {
	try {
		return environment.localStorage.getItem(key);
	} catch {
		// Forbidden by the browser or the visitor: the same as an empty one.
		return null;
	}
}

/** `null` removes the entry. */
export function remember(environment: Environment, key: string, text: string | null): void {
	try {
		if (text === null) environment.localStorage.removeItem(key);
		else environment.localStorage.setItem(key, text);
	} catch {
		// Full or forbidden: what this page knows, it still knows.
	}
}
