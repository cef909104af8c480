/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-QPfg6DggGkKW5RmOgGr9OxMbDQWIGP0XTKSYUNzCtAw=',
	de: 'sha256-YCTaC/PQXcRMZmfBQOr+2HuUkqpPoyoO+2k5tPYGjWg=',
	es: 'sha256-+2+/f0lVH7gEdb9hU1PnUB17uihdHq9Ay96PZ40HwLI=',
	fr: 'sha256-sSPQX7mR2DF/rnYZmNzfqvSP+rSWF4Qmrn5y9NpDb8s=',
	ja: 'sha256-ILr+6EYnn5r9gXrSg0hzJ3K5Et8pijMIp8JpGxsPOYc=',
	pt: 'sha256-BAThdD7mJ9yJ8YfmxlwaSqgZDdawJ7RFyizyFKxuu6o=',
};
