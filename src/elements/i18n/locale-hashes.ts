/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-1PlJYb/9lG5OCrkFyn5pOCkaVeq/UFYLXDtRW8zHU+4=',
	de: 'sha256-V4hRR+ODXyDF/sQln6ZcktG0+aPkwtlcWg9xJmKH8hk=',
	es: 'sha256-BGxW+PUuWozxNDk7WKScRMXQvMS+W2pwaWR5mfsslnQ=',
	fr: 'sha256-EtndX88EL/iWPP9Q+ibgdQPwEDiUqtfdGjoKsx53L9k=',
	ja: 'sha256-4MCMyHXAQ5c0mYjeOFxWwiIBjGdunqEQZEtZopA0GzA=',
	pt: 'sha256-B5L0k3l0bS484AtHhJOvztfwjdTRD184JcJpQOEF/2o=',
};
