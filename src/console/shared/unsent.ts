import { drillId } from '../api/server.ts';

/**
 * What an operator has written and not sent. It is stored with each key, so that it survives a
 * reload, a closed tab and a dead server. It holds only what would be published.
 */
const prefix = 'candor:console:';
/** What is written in a drill is never offered outside of it. */
const placeOf = (name: string): string => (drillId === null ? name : `drill ${drillId} ${name}`);

export interface Unsent<Form> {
	/** `null`: nothing is stored, or it cannot be read. */
	read(): Form | null;
	/** Returns whether it was stored: the browser's storage may be full or forbidden. */
	write(form: Form): boolean;
	clear(): void;
}

/** @param name - What is written, such as `publish` or `update checkout-1`. */
export function unsent<Form extends object>(operator: string, name: string): Unsent<Form> {
	const key = `${prefix}${operator}:${placeOf(name)}`;
	return {
		read() {
			try {
				const form: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
				return typeof form === 'object' && !Array.isArray(form) ? (form as Form | null) : null;
			} catch {
				// Damaged, or the browser forbids storage: there is nothing to restore.
				return null;
			}
		},
		write(form) {
			try {
				localStorage.setItem(key, JSON.stringify(form));
				return true;
			} catch {
				return false;
			}
		},
		clear() {
			try {
				localStorage.removeItem(key);
			} catch {
				// Where storage is forbidden, nothing was stored.
			}
		},
	};
}

/** Removes all that an operator has not sent. */
export function clearUnsent(operator: string): void {
	try {
		for (const key of Object.keys(localStorage))
			if (key.startsWith(`${prefix}${operator}:`)) localStorage.removeItem(key);
	} catch {
		// Where storage is forbidden, nothing was stored.
	}
}
