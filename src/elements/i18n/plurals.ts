/**
 * The plural forms of our own languages (CLDR), for whole numbers. `Intl.PluralRules` has them too,
 * but the first use of `Intl` blocks a slow phone.
 */

type Form = Intl.LDMLPluralRule;

const oneOrOther = (count: number): Form => (count === 1 ? 'one' : 'other');
/** "1 000 000 de …": the Romance languages have a form for millions. */
const romance =
	(isOne: (count: number) => boolean) =>
	(count: number): Form =>
		isOne(count) ? 'one' : count && count % 1_000_000 === 0 ? 'many' : 'other';

function arabic(count: number): Form {
	const rest = count % 100;
	if (count < 3) return (['zero', 'one', 'two'] as const)[count] ?? 'other';
	return rest >= 3 && rest <= 10 ? 'few' : rest >= 11 ? 'many' : 'other';
}

/** By language. */
export const pluralForms: Readonly<Record<string, (count: number) => Form>> = {
	ar: arabic,
	de: oneOrOther,
	en: oneOrOther,
	es: romance((count) => count === 1),
	fr: romance((count) => count < 2),
	ja: () => 'other',
	pt: romance((count) => count < 2),
};
