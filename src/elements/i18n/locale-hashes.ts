/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-BX4QP1b8wxP/WVeerIVlouegilLAL2vqJwk1OsS0FXw=',
	de: 'sha256-RM5PVQtqonKWmrotvVwlFQQnTqFGcBBIZUummB5bG0Q=',
	es: 'sha256-FeQ200mLkNIXCpXN3IA2jOpRXW8GOns5rmTF1v0HEAg=',
	fr: 'sha256-uhnNfsk6um71zEuVbMnH9+JPPjX92wN4GjLY3d8el84=',
	ja: 'sha256-S0oqPxc9RS1GnRCoTuEIQmQ9lBXJSVRh17pinXpvc1s=',
	pt: 'sha256-6P8gMJetr3S+iC3/BMy764anSIdp0wmFFBPrcNLWYiI=',
};
