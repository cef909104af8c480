import { transform } from 'esbuild';
import MagicString from 'magic-string';

/**
 * Minifies the style sheets in `css` templates with esbuild: a minifier of JavaScript leaves
 * template literals alone. The text between two values must be complete rules.
 *
 * @returns {import('rollup').Plugin}
 */
export const minifyCss = () => ({
	name: 'minify-css',
	async transform(code, id) {
		if (id.includes('node_modules') || !code.includes('css`')) return null;
		const text = new MagicString(code);
		for (const { start, end, value } of cssTexts(this.parse(code))) {
			if (!value.cooked.trim()) continue;
			const { code: css, warnings } = await transform(value.cooked, { loader: 'css', minify: true });
			for (const { text: problem } of warnings)
				this.error(`${id}: a css template cannot be minified: ${problem}`);
			text.overwrite(start, end, css.trim().replace(/[\\`]|\$\{/g, '\\$&'));
		}
		return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
	},
});

/**
 * The texts of every `css` template at or below a node of a syntax tree.
 *
 * @param {any} node
 * @returns {Generator<any>}
 */
function* cssTexts(node) {
	if (node === null || typeof node !== 'object') return;
	if (node.type === 'TaggedTemplateExpression' && node.tag.name === 'css') yield* node.quasi.quasis;
	for (const child of Object.values(node)) yield* cssTexts(child);
}
