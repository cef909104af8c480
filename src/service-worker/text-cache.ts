/** Texts that outlive the worker, in a cache of their own. A browser may refuse or clear it: then nothing is stored. */
import { workerCache, workerCacheKey } from '../model/worker-cache.ts';

const storedAtHeader = 'candor-kept-at';

export interface StoredText {
	readonly text: string;
	readonly ageMs: number;
}

const keyOf = (name: string): string => workerCacheKey(location.origin, name);

export async function readText(name: string): Promise<StoredText | null> {
	try {
		const stored = await (await caches.open(workerCache)).match(keyOf(name));
		if (!stored) return null;
		return { text: await stored.text(), ageMs: Date.now() - Number(stored.headers.get(storedAtHeader)) };
	} catch {
		// The cache is forbidden or damaged: the same as empty.
		return null;
	}
}

export async function writeText(name: string, text: string): Promise<void> {
	try {
		const response = new Response(text, { headers: { [storedAtHeader]: `${Date.now()}` } });
		await (await caches.open(workerCache)).put(keyOf(name), response);
	} catch {
		// The cache is full or forbidden: the worker asks the network the next time.
	}
}
