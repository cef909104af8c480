/** Texts that outlive the worker, in a cache of their own. A browser may refuse or clear it: then nothing is known. */

const cacheName = 'candor';
const keptAt = 'candor-kept-at';

export interface Kept {
	readonly text: string;
	readonly ageMs: number;
}

/** No request ever asks for these addresses: they are names in our own cache. */
const addressOf = (name: string): string => `${location.origin}/.candor/${name}`;

export async function recall(name: string): Promise<Kept | null> {
	try {
		const kept = await (await caches.open(cacheName)).match(addressOf(name));
		return kept ? { text: await kept.text(), ageMs: Date.now() - Number(kept.headers.get(keptAt)) } : null;
	} catch {
		// Forbidden, or damaged: the same as empty.
		return null;
	}
}

export async function remember(name: string, text: string): Promise<void> {
	try {
		const response = new Response(text, { headers: { [keptAt]: `${Date.now()}` } });
		await (await caches.open(cacheName)).put(addressOf(name), response);
	} catch {
		// Full or forbidden: the network will have to do.
	}
}
