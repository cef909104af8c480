/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-hYVVZ5xJYEX5ExRhMm/nC+d+GmBr4+06eO4qys/cgkU=',
	de: 'sha256-a/+xjL2etI0ms0/XAy34OL5acjDEYwUG6OicF7slucs=',
	es: 'sha256-sc4ly8aokchPO65hZ1lkaf9mt9x3dI8L9WK3UrT0oz4=',
	fr: 'sha256-geb65sZo7yDkJMWkoBpUAzZVZIJTOp+aR/t4pntidX4=',
	ja: 'sha256-Tra98rmx5LNE7fESe7izYlcyA4uMMz99pCMALn/guFc=',
	pt: 'sha256-qFPgUyBvQLloz+TDOfWx/hhC80mNzZR0oCygJ66iiJI=',
};
