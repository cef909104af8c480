/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-tTDGpP+9K8ylAQ+drdmgskWMjnSW+EZmjbddJD9K5gU=',
	de: 'sha256-Bah+IR00D+YePr1Xow0SPeVrrNsQzADG1NLHZF57CE0=',
	es: 'sha256-PCSXADhjrvEGrUNTPQXuuYWoyMlJ+cVgQXiJD4nzBZs=',
	fr: 'sha256-tEz7CuMdZu/5t8ON/zVIwrIMzOZyzdXg7QUr5Bcy3wk=',
	ja: 'sha256-ksgqAgRigInaE3zo9f26SkR2ACZbeFWjQYq7DBUtNYY=',
	pt: 'sha256-VQk3pWFXyLfTo1f2os2WgjQxfw64BAFkn+1dLe0f3Kw=',
};
