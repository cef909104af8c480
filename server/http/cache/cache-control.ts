/** Values of `Cache-Control`, used by this server and by its mirrors. */

/**
 * Fresh for a second, stale for half a minute while revalidating, and for a day while the server is
 * down.
 */
export const snapshotCacheControl = 'public, max-age=1, stale-while-revalidate=30, stale-if-error=86400';

/**
 * Fresh for an hour, stale for a day while revalidating, and for a week while the server is down,
 * so that pages keep their banner.
 */
const scriptCacheControl = 'public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800';

/** For a name that contains a hash of the content, which therefore never changes. */
export const hashedAssetCacheControl = 'public, max-age=31536000, immutable';

/** A service worker must be replaceable at once, to fix it or to switch it off. */
const serviceWorkerCacheControl = 'no-cache';

/** A minute: after a rotation the new key must be visible soon. */
export const keysCacheControl = 'public, max-age=60, stale-while-revalidate=600, stale-if-error=604800';

/** For a built browser file, by its name. */
export function assetCacheControl(name: string): string {
	if (name === 'candor-sw.js') return serviceWorkerCacheControl;
	return name.startsWith('chunk-') ? hashedAssetCacheControl : scriptCacheControl;
}
