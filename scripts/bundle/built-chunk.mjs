/**
 * `import chunk from './elements.ts?chunk'`: the name and the integrity of the file that an earlier
 * bundle made of that module, for a script that loads it later.
 */
import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';

const suffix = '?chunk';
/** By the path of the module. @type {Map<string, { file: string, integrity: string }>} */
const built = new Map();

/**
 * Records the files of a bundle. The last plugin of each bundle.
 *
 * @returns {import('rollup').Plugin}
 */
export const recordChunks = () => ({
	name: 'record-chunks',
	generateBundle(_, bundle) {
		for (const output of Object.values(bundle)) {
			if (output.type !== 'chunk' || !output.facadeModuleId) continue;
			const digest = createHash('sha256').update(output.code).digest('base64');
			built.set(output.facadeModuleId, { file: output.fileName, integrity: `sha256-${digest}` });
		}
	},
});

/**
 * Resolves imports with the suffix to what was recorded.
 *
 * @returns {import('rollup').Plugin}
 */
export const builtChunk = () => ({
	name: 'built-chunk',
	resolveId: (id, importer = '') => (id.endsWith(suffix) ? resolve(dirname(importer), id) : null),
	load(id) {
		if (!id.endsWith(suffix)) return null;
		const chunk = built.get(id.slice(0, -suffix.length));
		if (!chunk) this.error(`${id} must be bundled before the module that imports it.`);
		return `export default ${JSON.stringify(chunk)};`;
	},
});
