/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-8d3ctHgliBPgQOkuCLOkJuIGOnocm7rWWUb8t0Z+cgc=',
	de: 'sha256-vMwlS2bFOHMDTDRJDokH7xrQRJBHm6MFL/0GDDEzWX8=',
	es: 'sha256-RrAD68BJcnDbzD+3EupVtyWSmA1hZUvok8j21zRlug4=',
	fr: 'sha256-zm5ZJMwgATFVvWZKwFHuZzE894iPP8+VbVCCiMIfrzk=',
	ja: 'sha256-Sx55TBfQHLfiS1gdPVn6TPaPyqB8OQXnK2VNIAuoMZw=',
	pt: 'sha256-Xa5n35sMmfMa3t8PP0qkF398huFxiwOHBjP1OgUsZMk=',
};
