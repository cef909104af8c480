import type { Environment } from '../client/environment.ts';
import { readStorage, writeStorage } from '../client/storage/storage.ts';

/**
 * What this browser has counted already. It is stored in this browser only, for one status, and no
 * request carries any of it. Where nothing can be stored, the page remembers.
 */
export interface CountMemory {
	/** Resolves to whether the name is new to this browser, for all tabs, and remembers it. */
	claim(name: string): Promise<boolean>;
	/** The same, but never new where the browser stores nothing. */
	claimForGood(name: string): Promise<boolean>;
}

/** How many names are stored: the newest ones. */
const maxStored = 400;

/** An entry that is damaged or was written by another script counts as empty. */
function parseNames(text: string | null): string[] {
	try {
		const names: unknown = JSON.parse(text ?? '[]');
		return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
	} catch {
		return [];
	}
}

export function createCountMemory(environment: Environment, source: string): CountMemory {
	const key = `candor:counted:${source}`;
	/** What this page has claimed: it answers without storage, and where there is none. */
	const claimed = new Set<string>();
	const claimNow = (name: string): 'known' | 'stored' | 'unstored' => {
		const names = parseNames(readStorage(environment, key));
		if (names.includes(name)) return 'known';
		const text = JSON.stringify([...names, name].slice(-maxStored));
		writeStorage(environment, key, text);
		return readStorage(environment, key) === text ? 'stored' : 'unstored';
	};
	const claim = async (name: string): Promise<'known' | 'stored' | 'unstored'> => {
		if (claimed.has(name)) return 'known';
		claimed.add(name);
		const { locks } = environment.navigator;
		try {
			// Two tabs may show the same notice at the same moment.
			if (locks) return await locks.request(key, () => claimNow(name));
		} catch {
			// This page may not use locks, such as in a sandboxed frame.
		}
		return claimNow(name);
	};
	return {
		claim: async (name) => (await claim(name)) !== 'known',
		claimForGood: async (name) => (await claim(name)) === 'stored',
	};
}
