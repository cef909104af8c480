/** How long the worst Markdown takes. Budget: 20 ms for each text, refused or not. */
import { pathToFileURL } from 'node:url';

export const name = 'markdown';

const budgetMs = 20;

/** Texts that are known to be slow in some parsers, each repeated up to the longest length. */
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

export async function measure({ dist }) {
	const { parseMarkdown } = await import(
		pathToFileURL(`${dist}/server/core/markdown/parse-markdown.js`).href
	);
	const results = Object.entries(patterns).flatMap(([label, pattern]) =>
		[5_000, 30_000].map((length) => {
			const text = pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);
			// The first run includes compilation, as a server's first request does.
			const times = Array.from({ length: 5 }, () => timed(parseMarkdown, text)).slice(1);
			return { label: `${label}, ${length / 1000} kB`, ms: Math.min(...times) };
		}),
	);
	const worst = results.reduce((a, b) => (a.ms > b.ms ? a : b));
	const label = `Markdown, worst of ${results.length} (${worst.label})`;
	return [{ scenario: name, checks: [{ name: label, measured: worst.ms, budget: budgetMs, unit: 'ms' }] }];
}

function timed(parseMarkdown, text) {
	const start = performance.now();
	try {
		parseMarkdown(text);
	} catch (error) {
		if (error.name !== 'CandorError') throw error;
	}
	return performance.now() - start;
}
