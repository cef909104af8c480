import { resolve } from 'node:path';

/**
 * Modules that the server loads too, as seen from `dist/cli`: the server itself, and the error
 * class, of which there must be one copy, because `instanceof` decides what is printed.
 */
const shared = new Map(
	['server/main', 'src/model/errors'].map((path) => [resolve(`${path}.ts`), `../${path}.js`]),
);

/**
 * What every command needs, and the commands that only read: they and all that they import are one
 * file.
 */
const often = /\/server\/cli\/(?:run|commands\/(?:list|show))\.ts$/;

const isPackage = (id) => /^(?:@|[a-z])/.test(id);

/**
 * The command line. Most of the start of a command is the loading of modules, so what is needed
 * often is one file. Packages are loaded from node_modules.
 *
 * @param {import('rollup').Plugin[]} plugins Those that resolve and compile our modules.
 * @param {(warning: import('rollup').RollupLog) => void} onwarn
 * @returns {import('rollup').RollupOptions}
 */
export const commandLine = (plugins, onwarn) => ({
	input: { main: 'server/cli/main.ts' },
	output: {
		dir: 'dist/cli',
		format: 'es',
		entryFileNames: '[name].js',
		chunkFileNames: '[name].js',
		sourcemap: 'hidden',
		paths: (id) => shared.get(id) ?? id,
		manualChunks: (id) => (often.test(id) ? 'commands' : undefined),
	},
	external: (id) => isPackage(id) || shared.has(id),
	plugins,
	onwarn,
});
