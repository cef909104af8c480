/** The sections of a post-mortem that customers read. */
import type { PostmortemDraftValue } from '../generated/record-types.ts';
import type { Block, RichText } from '../rich-text.ts';

export const postmortemSections = ['impact', 'timeline', 'causes', 'wentWell'] as const;
export type PostmortemSection = (typeof postmortemSections)[number];

type Headings = Readonly<Record<PostmortemSection, string>>;

const english: Headings = {
	impact: 'Impact',
	timeline: 'Timeline',
	causes: 'Causes',
	wentWell: 'What went well',
};

/** Customers read these headings. By the first part of the language tag. */
export const sectionHeadings: Readonly<Record<string, Headings>> = {
	en: english,
	de: { impact: 'Auswirkungen', timeline: 'Ablauf', causes: 'Ursachen', wentWell: 'Was gut lief' },
	fr: {
		impact: 'Conséquences',
		timeline: 'Chronologie',
		causes: 'Causes',
		wentWell: 'Ce qui a bien fonctionné',
	},
	es: { impact: 'Impacto', timeline: 'Cronología', causes: 'Causas', wentWell: 'Lo que funcionó bien' },
	pt: { impact: 'Impacto', timeline: 'Cronologia', causes: 'Causas', wentWell: 'O que funcionou bem' },
	ja: { impact: '影響', timeline: '経緯', causes: '原因', wentWell: 'うまくいったこと' },
	ar: { impact: 'الأثر', timeline: 'التسلسل الزمني', causes: 'الأسباب', wentWell: 'ما سار على ما يرام' },
};

const headingsFor = (language: string | null): Headings => {
	const [base = 'en'] = (language ?? 'en').toLowerCase().split('-');
	return (Object.hasOwn(sectionHeadings, base) && sectionHeadings[base]) || english;
};

/**
 * What customers will read: each section that is not empty, under its heading in bold. `parse` reads
 * the Markdown of a section, and throws where it is refused.
 */
export function postmortemBody(
	draft: Pick<PostmortemDraftValue, PostmortemSection | 'language'>,
	parse: (markdown: string) => RichText,
): RichText {
	const headings = headingsFor(draft.language);
	return postmortemSections
		.filter((section) => draft[section].trim() !== '')
		.flatMap((section) => [heading(headings[section]), ...parse(draft[section])]);
}

const heading = (text: string): Block => ({
	type: 'paragraph',
	children: [{ type: 'strong', children: [{ type: 'text', text }] }],
});
