/** `import full from './full.ts?chunk'`: what another bundle has made of that module, for who fetches it later. */
import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';

const mark = '?chunk';
/** By the path of the module. @type {Map<string, { file: string, integrity: string }>} */
const built = new Map();

/**
 * For the bundle that makes the chunk.
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
 * For the bundle that names it, which is made after that.
 *
 * @returns {import('rollup').Plugin}
 */
export const builtChunk = () => ({
	name: 'built-chunk',
	resolveId: (id, importer = '') => (id.endsWith(mark) ? resolve(dirname(importer), id) : null),
	load(id) {
		if (!id.endsWith(mark)) return null;
		const chunk = built.get(id.slice(0, -mark.length));
		if (!chunk) this.error(`${id} was not built before it is named.`);
		return `export default ${JSON.stringify(chunk)};`;
	},
});
