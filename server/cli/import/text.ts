/** Words of other products as words that Candor accepts: one line, or Markdown. */
import { CandorError } from '../../../src/model/errors.ts';
import { markdownOf } from '../../../src/model/markdown.ts';
import { maxMarkdownLength, parseMarkdown } from '../../core/markdown/parse-markdown.ts';

/** Control characters and text-direction overrides, which no text may contain. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the refused characters is this line's purpose
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** What a text became, and what was lost. */
export interface Converted {
	readonly text: string;
	/** "It is shortened." Empty: nothing was lost. */
	readonly lost: string;
}

/** One line of at most `longest` UTF-16 units. */
export function lineOf(text: string, longest: number): Converted {
	const line = text.replace(unsafe, '').replace(/\s+/g, ' ').trim();
	if (line.length <= longest) return { text: line, lost: '' };
	return {
		text: `${beforeEnd(line, longest - 1).trimEnd()}…`,
		lost: `It is shortened to ${longest} characters.`,
	};
}

/** Markdown that the server reads. Markup that it refuses is kept as plain words. */
export function markdownFrom(text: string): Converted {
	const clean = withoutHtml(text.replaceAll('\r\n', '\n')).replace(unsafe, '').trim();
	const markdown = shortened(clean, maxMarkdownLength);
	const lost = markdown === clean ? '' : `It is shortened to ${maxMarkdownLength} characters.`;
	if (isAccepted(markdown)) return { text: markdown, lost };
	// Signs that are escaped take more room.
	for (let longest = maxMarkdownLength; longest > 100; longest = Math.floor(longest / 2)) {
		const plain = plainMarkdown(shortened(clean, longest));
		if (isAccepted(plain)) return { text: plain, lost: `${lost} Its markup is shown as plain words.`.trim() };
	}
	return { text: '', lost: 'Its words cannot be read, and are left out.' };
}

function isAccepted(markdown: string): boolean {
	try {
		parseMarkdown(markdown);
		return true;
	} catch (error) {
		if (error instanceof CandorError) return false;
		throw error;
	}
}

const plainMarkdown = (text: string): string =>
	markdownOf(
		text.split(/\n{2,}/).map((part) => ({
			type: 'paragraph' as const,
			children: [{ type: 'text' as const, text: part.trim() }],
		})),
	);

/** Cut at the end of a paragraph or a word. */
function shortened(text: string, longest: number): string {
	if (text.length <= longest) return text;
	const part = beforeEnd(text, longest - 4);
	const end = Math.max(part.lastIndexOf('\n\n'), part.lastIndexOf(' '));
	return `${part.slice(0, end > longest / 2 ? end : undefined).trimEnd()}\n\n…`;
}

/** The first units, without half a character at the end. */
const beforeEnd = (text: string, units: number): string =>
	text.slice(0, units).replace(/[\ud800-\udbff]$/, '');

const entities: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
};

/** The few tags that status pages write, as Markdown. Other tags vanish, and their words stay. */
function withoutHtml(text: string): string {
	if (!/<\/?[a-z][^<>]*>|&[#\w]+;/i.test(text)) return text;
	return text
		.replace(/<a\s[^<>]*?href="(https:[^"<>\s]+)"[^<>]*>([^<>]*)<\/a>/gi, '[$2]($1)')
		.replace(/<br\s*\/?>/gi, '\n')
		.replace(/<li(\s[^<>]*)?>/gi, '\n- ')
		.replace(/<\/(p|div|ul|ol|h[1-6]|blockquote)>/gi, '\n\n')
		.replace(/<\/?(strong|b)>/gi, '**')
		.replace(/<\/?(em|i)>/gi, '*')
		.replace(/<\/?[a-z][^<>]*>/gi, '')
		.replace(
			/&(#x?[0-9a-f]+|\w+);/gi,
			(whole, name: string) => entities[name.toLowerCase()] ?? coded(name) ?? whole,
		)
		.replace(/\n{3,}/g, '\n\n');
}

function coded(name: string): string | undefined {
	const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
	const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
	return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
