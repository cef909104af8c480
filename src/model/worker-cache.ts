/** What the pages of a product leave in the cache of the service worker on the same host. */

/** The cache in which the worker stores its texts. */
export const workerCache = 'candor';

/** The key of a text. The Cache API wants addresses; no request ever asks for these. */
export const workerCacheKey = (origin: string, name: string): string => `${origin}/.candor/${name}`;

/** The text that is the language of the product's pages, a BCP 47 tag. */
export const languageText = 'language';
