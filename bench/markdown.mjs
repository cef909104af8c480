/** How long the worst Markdown takes. Budget: 20 ms for each text, refused or not. */
import { parseMarkdown } from '../dist/server/markdown.js';

const budgetMs = 20;

/** Each repeated up to the length: what is known to be slow in one parser or another. */
const patterns = {
	'nested strong': '**x __',
	'open brackets': '[',
	'open images': '![',
	'open links': '[a](',
	'links in links': '[[]](',
	'emphasis that never closes': '*a **a ',
	'closing only': 'a**b',
	quotations: '>',
	'list items': '- a\n',
	'nested lists': '- ',
	paragraphs: 'a\n\n',
	'code spans': '`a ``',
	references: '[a]: x\n',
	'character references': '&amp;',
	comments: '<!--',
	tags: '<a',
	addresses: 'https://a.example/b ',
	headings: 'a\n=\n',
	backslashes: '\\',
	tables: '|a',
	'line breaks': 'a  \n',
};

/** @returns {{ name: string, worst: number, budget: number, unit: string }[]} */
export function measureMarkdown() {
	const results = Object.entries(patterns).flatMap(([name, pattern]) =>
		[5_000, 30_000].map((length) => {
			const text = pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);
			// The first run pays for the compiler, as a server's first request does.
			const times = Array.from({ length: 5 }, () => timed(text)).slice(1);
			return { name: `${name}, ${length / 1000} kB`, ms: Math.min(...times) };
		}),
	);
	const worst = results.reduce((a, b) => (a.ms > b.ms ? a : b));
	return [
		{
			name: `Markdown, worst of ${results.length} (${worst.name})`,
			worst: worst.ms,
			budget: budgetMs,
			unit: 'ms',
		},
	];
}

function timed(text) {
	const start = performance.now();
	try {
		parseMarkdown(text);
	} catch (error) {
		if (error.name !== 'CandorError') throw error;
	}
	return performance.now() - start;
}
