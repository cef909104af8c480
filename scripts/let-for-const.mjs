/** Makes declarations alike, for the minifier. */
import MagicString from 'magic-string';

/**
 * `let` in place of `const`, so that declarations can be joined: 0.05 kB in brotli. tsc has seen by now that nothing is
 * assigned twice.
 *
 * @returns {import('rollup').Plugin}
 */
export const letForConst = () => ({
	name: 'let-for-const',
	renderChunk(code) {
		const text = new MagicString(code);
		for (const { start } of declarations(this.parse(code), 'const'))
			text.overwrite(start, start + 'const'.length, 'let');
		return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
	},
});

/**
 * Every variable declaration of a kind at or below a node of a syntax tree.
 *
 * @param {any} node
 * @param {string} kind
 * @returns {Generator<any>}
 */
function* declarations(node, kind) {
	if (node === null || typeof node !== 'object') return;
	if (node.type === 'VariableDeclaration' && node.kind === kind) yield node;
	for (const child of Object.values(node)) yield* declarations(child, kind);
}
