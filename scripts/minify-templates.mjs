import MagicString from 'magic-string';

/** Strings in a style sheet stay as they are; comments and white space are what may go. */
const cssSpace = /("[^"]*"|'[^']*')|\/\*[\s\S]*?\*\/|\s+/g;
/** White space beside these marks means nothing in CSS, nor does it after a colon, nor a nought before a point. */
const cssMarks = /("[^"]*"|'[^']*')| ?([{};,>!]) ?|(:) |\b0(?=\.\d)/g;
/** An attribute's value that is a word needs no quotes. */
const cssQuotes = /=(["'])([a-z-]+)\1\]/g;

const minifiers = new Map([
	[
		'css',
		(text) =>
			text
				.replace(cssSpace, (_, string) => string ?? ' ')
				.replace(cssMarks, (_, string, mark, colon) => string ?? mark ?? colon ?? '')
				.replace(cssQuotes, '=$2]')
				.replaceAll(';}', '}'),
	],
	// One space stays: between inline elements it is seen.
	['html', (text) => text.replace(/\s+/g, ' ')],
]);

/**
 * Takes indentation and comments out of Lit's `css` and `html` templates, which a minifier of JavaScript must leave
 * alone. Runs after TypeScript is gone. Measured when it was written: 1.2 of 31 kB of the embed, 0.15 of 10.5 in brotli.
 *
 * @returns {import('rollup').Plugin}
 */
export const minifyTemplates = () => ({
	name: 'minify-templates',
	transform(code, id) {
		if (id.includes('node_modules') || !/\b(css|html)`/.test(code)) return null;
		const text = new MagicString(code);
		for (const { tag, quasi } of taggedTemplates(this.parse(code))) {
			const minify = minifiers.get(tag.name);
			if (!minify) continue;
			for (const { start, end, value } of quasi.quasis)
				if (start < end) text.overwrite(start, end, minify(value.raw));
		}
		return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
	},
});

/**
 * Every tagged template below a node of a syntax tree.
 *
 * @param {any} node
 * @returns {Generator<any>}
 */
function* taggedTemplates(node) {
	if (node === null || typeof node !== 'object') return;
	if (node.type === 'TaggedTemplateExpression') yield node;
	for (const child of Object.values(node)) yield* taggedTemplates(child);
}
