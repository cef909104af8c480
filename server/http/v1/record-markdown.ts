/** Public records with Markdown in place of rich text, as `POST /v1/records` reads them again. */
import type {
	NoticeValue,
	PostmortemValue,
	RemedyValue,
	UpdateValue,
} from '../../../src/model/generated/record-types.ts';
import { markdownOf } from '../../../src/model/markdown.ts';
import type { RichText } from '../../../src/model/rich-text.ts';
import type { StateRecord } from '../../../src/model/state/state.ts';

const orNull = (text: RichText | null | undefined): string | null => (text ? markdownOf(text) : null);

/** The same entries with other values. */
const each = <Value, Other>(entries: Readonly<Record<string, Value>>, change: (value: Value) => Other) =>
	Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, change(value)]));

const withMarkdown: Readonly<Record<string, (value: never) => object>> = {
	notice: (value: NoticeValue) => ({
		...value,
		workaround: orNull(value.workaround),
		dataSafety: value.dataSafety && {
			...value.dataSafety,
			statement: markdownOf(value.dataSafety.statement),
			evidence: orNull(value.dataSafety.evidence),
		},
		translations: each(value.translations, (texts) => ({ ...texts, workaround: orNull(texts.workaround) })),
	}),
	update: (value: UpdateValue) => ({
		...value,
		body: markdownOf(value.body),
		translations: each(value.translations, markdownOf),
	}),
	postmortem: (value: PostmortemValue) => ({
		...value,
		body: markdownOf(value.body),
		translations: each(value.translations, (texts) => ({ ...texts, body: markdownOf(texts.body) })),
	}),
	remedy: (value: RemedyValue) => ({
		...value,
		apology: markdownOf(value.apology),
		terms: orNull(value.terms),
		translations: each(value.translations, (texts) => ({
			...texts,
			apology: markdownOf(texts.apology),
			terms: orNull(texts.terms),
		})),
	}),
};

/** The value of a public record that was not removed. */
export const exportedValue = ({ kind, value }: StateRecord): object =>
	withMarkdown[kind]?.(value as never) ?? { ...value };
