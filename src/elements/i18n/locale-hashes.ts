/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-ABIxUldvTP96rz5VBeQu3DsPipOrgOkA8NfWQi8oh9U=',
	de: 'sha256-8Dkap4HIFEogtzejN9pUI3P/Fn/qkTqsTkZRrXzGIH8=',
	es: 'sha256-kSpcFdeo38dFExvOJ4NSJH90moooS0jQsWh0WOIwrrw=',
	fr: 'sha256-ByOys+rcPfPrH9L4RGOQ8wtOFdJuOmar+2uzZYi3OuY=',
	ja: 'sha256-50DxRA4TDdrZjrsi+pXkCwLCbQIhsSgihXL5mUwj/E4=',
	pt: 'sha256-MdNXEXi9MmJaxwF9dO48LYsyFQNssr/wDk2EbYiTJ74=',
};
