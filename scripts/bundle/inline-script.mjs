/**
 * `import text from './page/main.ts?script'`: a script that is bundled and minified on its own, as
 * a string.
 */
import { dirname, resolve } from 'node:path';
import { rollup } from 'rollup';

const suffix = '?script';

/**
 * @param {import('rollup').Plugin[]} plugins The plugins for the script.
 * @param {import('rollup').WarningHandlerWithDefault} onwarn
 * @returns {import('rollup').Plugin}
 */
export const inlineScript = (plugins, onwarn) => ({
	name: 'inline-script',
	resolveId: (id, importer = '') => (id.endsWith(suffix) ? resolve(dirname(importer), id) : null),
	async load(id) {
		if (!id.endsWith(suffix)) return null;
		const bundle = await rollup({ input: id.slice(0, -suffix.length), plugins, onwarn });
		const { output } = await bundle.generate({ format: 'iife' });
		await bundle.close();
		return `export default ${JSON.stringify(output[0].code.trim())};`;
	},
});
