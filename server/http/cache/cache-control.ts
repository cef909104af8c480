/** How long others may keep what they got: values of `Cache-Control`, from this server and from a mirror of it alike. */

/** A second without asking, half a minute more while asking, and a day while nothing answers. */
export const snapshotCaching = 'public, max-age=1, stale-while-revalidate=30, stale-if-error=86400';

/** An hour without asking, a day more while asking, and a week while nothing answers: a page keeps its banner. */
const assetCaching = 'public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800';

/** For good: a file whose name tells what is in it never becomes another. */
const chunkCaching = 'public, max-age=31536000, immutable';

/** A service worker that must be mended or switched off cannot wait for a cache. */
const workerCaching = 'no-cache';

/** Whoever rotates keys wants to see the new one soon. */
export const keysCaching = 'public, max-age=60, stale-while-revalidate=600, stale-if-error=604800';

/** Of a file that browsers load, by its name. */
export function cachingOf(name: string): string {
	if (name === 'candor-sw.js') return workerCaching;
	return name.startsWith('chunk-') ? chunkCaching : assetCaching;
}
