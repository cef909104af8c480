/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-HO6D+ijDCEAk4NMR2ZfxX7LLDUVktwaChzSXs8X2HSM=',
	de: 'sha256-Q9KiJx2QOrZrvBEdRToK5MrxIwG8PFMxvZQ0ELl6lpM=',
	es: 'sha256-4PSAGXsiwOsXtaqxp+JtSJDEoCbUORselGGbVtAQr1Y=',
	fr: 'sha256-Y7Z+Lic/mmdHujJIuSt3HBocJXUm8a/ja75XJgJWVLs=',
	ja: 'sha256-E35QPWPhSKTv1hi+Z8FOZUGCcfB7GDoao4qCPhqR1BE=',
	pt: 'sha256-z04JesGjoScM+q/dB0Og6mgqiL+2r85lcoN3Pt2Puyg=',
};
