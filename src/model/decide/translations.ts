/**
 * Translations keep in step with the words that they translate: readers see one language or the other, never a mixture, and
 * never what is no longer said. So a translation says as much as the original does, and words that change without new
 * translations lose those they had.
 */
import type { NoticeValue } from '../records/records.ts';
import { invalid } from './context.ts';

/** Refuses translations into the original's own language. `language`: as in records, `null` for English. */
export function checkLanguages(language: string | null, translations: object): void {
	const own = (language ?? 'en').toLowerCase();
	const same = Object.keys(translations).find((tag) => tag.toLowerCase() === own);
	if (same !== undefined)
		throw invalid(
			`translations.${same}`,
			`"${same}" is the language of the original. Leave this translation out, or say with "language" what the original is in.`,
		);
}

/** How much a field says: nothing, or so many lines. */
const amount = (words: unknown): number =>
	Array.isArray(words) && words.every((entry) => typeof entry === 'string')
		? words.length
		: Number(words != null);

type Words<Field extends string> = Readonly<Record<Field, unknown>>;

/** Refuses translations that say less than the original, or more. */
export function checkTranslations<Field extends string>(
	original: Words<Field> & { readonly language: string | null },
	translations: Readonly<Record<string, Words<Field>>>,
	fields: readonly Field[],
): void {
	checkLanguages(original.language, translations);
	for (const [tag, words] of Object.entries(translations))
		for (const field of fields) {
			const [said, inOther] = [amount(original[field]), amount(words[field])];
			if (said === inOther) continue;
			throw invalid(
				`translations.${tag}.${field}`,
				said > inOther
					? `The translation "${tag}" leaves out some of "${field}". Translate all of it, or leave "${tag}" out.`
					: `The translation "${tag}" says more in "${field}" than the original. Say it there too, or leave it out.`,
			);
		}
}

const noticeFields = ['title', 'workaround', 'actions', 'checklist', 'notAffected'] as const;

/** The notice with translations that fit its words: those given, or those of before that still say the same. */
export function translated(
	before: NoticeValue,
	after: NoticeValue,
	given: NoticeValue['translations'] | undefined,
): NoticeValue {
	const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
	const isEmpty = (words: unknown): boolean => words === null || same(words, []);
	const changed = noticeFields.filter((field) => !same(before[field], after[field]));
	const isStale = before.language !== after.language || changed.some((field) => !isEmpty(after[field]));
	// What is no longer said in one language is no longer said in any.
	const cleared = Object.fromEntries(changed.map((field) => [field, after[field]])) as object;
	const kept = isStale
		? {}
		: Object.fromEntries(
				Object.entries(before.translations).map(([tag, words]) => [tag, { ...words, ...cleared }]),
			);
	const value = { ...after, translations: given ?? kept };
	checkTranslations(value, value.translations, noticeFields);
	return value;
}
