/** What a person must look at in the texts of the assistant. It blocks nothing. */
import type { Wording } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import { postmortemAdvice } from '../postmortems/advice.ts';
import type { SuggestionFinding } from './finding.ts';
import { unknownLinks } from './links.ts';
import { unknownNumbers } from './numbers.ts';

/** The texts of a suggestion by the fields that they are for. Markdown, but for titles. */
export type SuggestedTexts = Readonly<Record<string, string>>;

export interface Checked {
	readonly texts: SuggestedTexts;
	/** Everything that the assistant was told, as text. */
	readonly facts: string;
	/** Such as `en` or `pt-BR`. */
	readonly language: string;
	/** The notice as it would read, without the texts; `null`: the texts are a post-mortem. */
	readonly wording: Omit<Wording, 'title' | 'body' | 'workaround'> | null;
}

/** What the lint says about other fields is for the person who fills them. */
const rulesAboutWords: readonly string[] = ['blame', 'guess', 'unproven-safety', 'no-time'];

/** The findings, those of the first text first. */
export function checkTexts({ texts, facts, language, wording }: Checked): readonly SuggestionFinding[] {
	const found = [
		...Object.entries(texts).flatMap(([field, text]) => againstFacts(field, text, facts)),
		...(wording ? lintFindings(texts, wording) : postmortemFindings(texts)),
	];
	const [first = 'body'] = Object.keys(texts);
	const unread = /^en(?:-|$)/i.test(language) ? [] : [unreadLanguage(first)];
	return [...unread, ...Object.keys(texts).flatMap((field) => found.filter((each) => each.field === field))];
}

function againstFacts(field: string, text: string, facts: string): SuggestionFinding[] {
	return [
		...unknownLinks(text, facts).map((link) => ({
			rule: 'unknown-link' as const,
			field,
			message: `The link “${link}” is not in the facts. Check where it leads, or remove it.`,
		})),
		...unknownNumbers(withoutLinks(text), facts).map((number) => ({
			rule: 'unknown-number' as const,
			field,
			message: `“${number}” is not in the facts. Check it, or remove it.`,
		})),
	];
}

/** The digits of an address are the address's. The marks of an ordered list are no numbers. */
const withoutLinks = (text: string): string =>
	text.replace(/\b(?:https?:\/\/|mailto:)[^\s<>()[\]"'”]+/gi, ' ').replace(/^\s*\d{1,3}[.)] /gm, '');

const lintFindings = (
	{ title = '', body = '', workaround = '' }: SuggestedTexts,
	wording: NonNullable<Checked['wording']>,
): SuggestionFinding[] =>
	lint({ ...wording, title, body, workaround }).filter(({ rule }) => rulesAboutWords.includes(rule));

const postmortemFindings = (texts: SuggestedTexts): SuggestionFinding[] => {
	const { title = '', impact = '', timeline = '', causes = '', wentWell = '' } = texts;
	return postmortemAdvice({ title, impact, timeline, causes, wentWell, internal: '', actions: [] }).map(
		({ field, message }) => ({ rule: 'advice', field, message }),
	);
};

const unreadLanguage = (field: string): SuggestionFinding => ({
	rule: 'unread-language',
	field,
	message:
		'Blame, guesses and claims about data are looked for in English texts only. Read this text for them yourself.',
});
