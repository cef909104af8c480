import { resolve } from 'node:path';

const compiledLit = resolve('src/elements/shared/compiled-lit.ts');

/**
 * Resolves `lit` in our own modules to compiled-lit.ts, whose templates need no Trusted Types
 * policy. The one alias of the build.
 *
 * @returns {import('rollup').Plugin}
 */
export const aliasLit = () => ({
	name: 'alias-lit',
	resolveId(source, importer = '') {
		const isOurs = !importer.includes('node_modules') && importer !== compiledLit;
		return source === 'lit' && isOurs ? compiledLit : null;
	},
});
