/**
 * Entries of `localStorage`. Storage may be forbidden, full, or hold entries of other scripts; none
 * of that is an error.
 */
import type { Environment } from '../environment.ts';

export function readStorage(environment: Environment, key: string): string | null {
	try {
		return environment.localStorage.getItem(key);
	} catch {
		// Forbidden by the browser or the visitor: the same as empty.
		return null;
	}
}

export function writeStorage(environment: Environment, key: string, text: string): void {
	try {
		environment.localStorage.setItem(key, text);
	} catch {
		// Full or forbidden: the value lasts as long as the page.
	}
}
