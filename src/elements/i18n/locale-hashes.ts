/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-ITuaupl8ym4439unvD5ebeOvNrq0VgAB9dcZzPfXRjE=',
	de: 'sha256-8EJyeqb6tX4qpgQM9tO3Ijq6DRy3aMQ3oa+xXaQ8YrE=',
	es: 'sha256-XpVt3g+zU4AwKVVTtzzSAFDQ+3+UT7VJHj4FTYB9W/A=',
	fr: 'sha256-KGPLATgdZYiyNOE7Z5t8SSb9MU8C+rDDc85oluopt+g=',
	ja: 'sha256-noX1va50RRTzUe2SGlWBjBGXPdcc7075ui+h3KtljNY=',
	pt: 'sha256-HHOdfjnTrsnIsfKmsHrqk4LsOF7a68vdo2OuSa0jyNU=',
};
