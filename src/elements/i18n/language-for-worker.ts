import { languageText, workerCache, workerCacheKey } from '../../model/worker-cache.ts';

let stored = '';

/**
 * Stores the page's language for Candor's service worker, which shows its own page where this one
 * cannot be loaded, and cannot ask it then. Nothing is stored in a product without that worker.
 *
 * @param language - A BCP 47 tag.
 */
export async function storeLanguageForWorker(language: string): Promise<void> {
	if (language === stored) return;
	stored = language;
	try {
		await navigator.serviceWorker.ready;
		if (!(await caches.has(workerCache))) return;
		const key = workerCacheKey(location.origin, languageText);
		await (await caches.open(workerCache)).put(key, new Response(language));
	} catch {
		// The page may have no workers or no caches: then the worker uses the browser's languages.
	}
}
