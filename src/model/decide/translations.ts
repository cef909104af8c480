/**
 * Rules for translations. A visitor reads one language, never a mixture, and never a text that the original no longer has.
 * So a translation covers exactly the fields that the original fills, and a text that changes without new translations
 * loses those it had.
 */
import type { NoticeValue } from '../records/notice.ts';
import { invalid } from './context.ts';

/** Refuses a translation into the language of the original. `language`: as in records, `null` for English. */
export function checkLanguages(language: string | null, translations: object): void {
	const own = (language ?? 'en').toLowerCase();
	const same = Object.keys(translations).find((tag) => tag.toLowerCase() === own);
	if (same !== undefined)
		throw invalid(
			`translations.${same}`,
			`"${same}" is the language of the original. Leave this translation out, or say with "language" what the original is in.`,
		);
}

/** How much text a field has: the number of lines of a list, otherwise 1, or 0 for `null`. */
const amount = (text: unknown): number =>
	Array.isArray(text) && text.every((entry) => typeof entry === 'string')
		? text.length
		: Number(text != null);

type Texts<Field extends string> = Readonly<Record<Field, unknown>>;

/** Refuses translations that cover fewer or more fields than the original. */
export function checkTranslations<Field extends string>(
	original: Texts<Field> & { readonly language: string | null },
	translations: Readonly<Record<string, Texts<Field>>>,
	fields: readonly Field[],
): void {
	checkLanguages(original.language, translations);
	for (const [tag, texts] of Object.entries(translations))
		for (const field of fields) {
			const [wanted, given] = [amount(original[field]), amount(texts[field])];
			if (wanted === given) continue;
			throw invalid(
				`translations.${tag}.${field}`,
				wanted > given
					? `The translation "${tag}" leaves out some of "${field}". Translate all of it, or leave "${tag}" out.`
					: `The translation "${tag}" says more in "${field}" than the original. Say it there too, or leave it out.`,
			);
		}
}

const noticeFields = ['title', 'workaround', 'actions', 'checklist', 'notAffected'] as const;

/** The notice with the given translations, or with those of before that still match its texts. */
export function withTranslations(
	before: NoticeValue,
	after: NoticeValue,
	given: NoticeValue['translations'] | undefined,
): NoticeValue {
	const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
	const isEmpty = (text: unknown): boolean => text === null || isEqual(text, []);
	const changed = noticeFields.filter((field) => !isEqual(before[field], after[field]));
	const isStale = before.language !== after.language || changed.some((field) => !isEmpty(after[field]));
	// A text that the original no longer has is cleared in every language.
	const cleared = Object.fromEntries(changed.map((field) => [field, after[field]])) as object;
	const kept = isStale
		? {}
		: Object.fromEntries(
				Object.entries(before.translations).map(([tag, texts]) => [tag, { ...texts, ...cleared }]),
			);
	const value = { ...after, translations: given ?? kept };
	checkTranslations(value, value.translations, noticeFields);
	return value;
}
