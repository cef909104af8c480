/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-PCwlpPJ22uQm9GHFvHzieHozUeNYxscWx/9A1TAf4kc=',
	de: 'sha256-6J7nrgUWqjePKqZMQu+XZ9uiq2/dGuaLYiB6JByLXPQ=',
	es: 'sha256-b1VABEJIh4ehZNiVuQCrMDvRPL+7ZFQ/ft4USr1UPdM=',
	fr: 'sha256-8VsHMdpJmA/1oy0TxSnAjazRL3Yv8DqUBHbnLR2z5wI=',
	ja: 'sha256-HPIxKRG3FpZCnR0b1Sxl1J6n0d2ZjBXJ1iH3nBshgfw=',
	pt: 'sha256-CK/RQHP+0ZiB2ejUAhRX57KlrZ2InYnipGVRYZOBU+k=',
};
