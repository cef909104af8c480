/** `import text from './page/main.ts?script'`: a script for a page, bundled and minified on its own, as text. */
import { dirname, resolve } from 'node:path';
import { rollup } from 'rollup';

const mark = '?script';

/**
 * @param {import('rollup').Plugin[]} plugins for the script, as for any other bundle
 * @param {import('rollup').WarningHandlerWithDefault} onwarn
 * @returns {import('rollup').Plugin}
 */
export const inlineScript = (plugins, onwarn) => ({
	name: 'inline-script',
	resolveId: (id, importer = '') => (id.endsWith(mark) ? resolve(dirname(importer), id) : null),
	async load(id) {
		if (!id.endsWith(mark)) return null;
		const bundle = await rollup({ input: id.slice(0, -mark.length), plugins, onwarn });
		const { output } = await bundle.generate({ format: 'iife' });
		await bundle.close();
		return `export default ${JSON.stringify(output[0].code.trim())};`;
	},
});
