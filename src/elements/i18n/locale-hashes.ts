/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-Wur7vM9FjjeA1S0vmXY5vSuRJcVyjrzU8+aR+vFL7k4=',
	de: 'sha256-+VuhIPJ7rUEFNbE03icnJVhrT69a6LYQl5p1A9GpyQ4=',
	es: 'sha256-+AKJptXEtDmr5OZtUvLQN1e9Fqji+ulF7eMwswcycGo=',
	fr: 'sha256-IkkQajDonG8DuAXN9HfsRsKVsv3o3LDs6RU1EFKdwEQ=',
	ja: 'sha256-ZwQJtq8M2RPVd0d1BUIcnwiE+i+xIjQj6sdBRJWSLrU=',
	pt: 'sha256-h74cSXiJg0Ls6ZuzEI56NHSo7EdiU0crknuCQ20Sq6g=',
};
