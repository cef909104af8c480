/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-ex4iWJFxo7zEuHI+npcNPi9v/+IQPMHog7neYoo4wLs=',
	de: 'sha256-8THo8a853wal+PgyNzkV4WKSIXMiCxfWy9eEOHWI3Uo=',
	es: 'sha256-KlTUZ3CZhNTpXJUWvRZIK8c1sm4MAsJYj5qA+Ujm2Ws=',
	fr: 'sha256-PL9mYqsFJPP+UYJYQJBleP7pmvN2jvfk+oi7pSiTFHA=',
	ja: 'sha256-4R63sGTvOh6pL1w3010Y3mHmjx8Dcbn0SiknLzeqcSs=',
	pt: 'sha256-YTfa7HfZ+NM5NR7LiXJNPurXl4hdMwgSHd1KzcIl9iQ=',
};
