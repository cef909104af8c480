/**
 * The browser files that a server hands out by name. Each carries everything it needs, Lit too: a page without a
 * bundler or an import map runs them as they are, and in an outage one request that arrives is enough.
 *
 * Applications with a bundler do not get these files. Package exports lead to `dist/src/`, the same modules one by one
 * as tsc wrote them, where Lit is an ordinary dependency: so it is in the application once, with whatever version the
 * application's other elements use, and what is not used is left out.
 */
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { builtChunk, recordChunks } from './scripts/bundle/built-chunk.mjs';
import { aliasLit } from './scripts/bundle/compiled-lit.mjs';
import { inlineScript } from './scripts/bundle/inline-script.mjs';
import { litEdits } from './scripts/bundle/lit-edits.mjs';
import { standIns } from './scripts/stand-ins.mjs';

/** The names of files that a bundle may be split into, now or later; the server serves what is named like this. */
const chunkFileNames = 'chunk-[hash].js';

/** What the script tag's own file carries instead: what checks signatures comes later, and nobody reads the words of its errors. */
const briefer = {
	'src/client/trust/verify.ts': 'src/client/trust/verify-later.ts',
	'src/model/errors.ts': 'src/model/errors-brief.ts',
};
const plugins = [
	aliasLit(),
	// Without the condition `development`, which Lit answers with its slower build that warns.
	nodeResolve({ browser: true, exportConditions: ['production'] }),
	esbuild({ target: 'es2022', tsconfig: 'tsconfig.base.json' }),
	litEdits(),
	terser({
		ecma: 2022,
		module: true,
		compress: { passes: 3 },
		// ASCII: a page in another encoding reads a classic script in that encoding where the host names no charset.
		format: { comments: false, ascii_only: true },
	}),
];

/** A warning is a mistake in what we ship: an unresolved import would be a bare name in somebody's page. */
const onwarn = (warning) => {
	throw new Error(warning.message);
};

/** A bundle on its own, so that it shares no file with the others. */
const bundle = (input, output, extra = []) => ({
	input,
	// The maps lie beside the files; a line that names them would be one more for every page to download.
	output: { sourcemap: 'hidden', ...output },
	plugins: [...extra, inlineScript(plugins, onwarn), builtChunk(), ...plugins, recordChunks()],
	// What an entry holds besides may be used by the others: a file less to fetch.
	preserveEntrySignatures: 'allow-extension',
	onwarn,
});

/** Whether a module is what `file` imports, directly or not. */
const isUsedBy = (file, id, getModuleInfo) =>
	id.endsWith(file) || getModuleInfo(id).importers.some((each) => isUsedBy(file, each, getModuleInfo));

/**
 * What the embed fetches later it names by its hash: a script that a page has kept since an earlier version does not get
 * another version's. The elements among it use the embed's client.
 */
const later = bundle(
	{ full: 'src/entries/full.ts', rich: 'src/entries/elements.ts' },
	{
		dir: 'dist',
		format: 'es',
		entryFileNames: chunkFileNames,
		chunkFileNames,
		// What both use lies in the one that is always there: a third file would be one whose content nobody checks.
		manualChunks: (id, { getModuleInfo }) =>
			isUsedBy('src/entries/full.ts', id, getModuleInfo) ? 'full' : null,
	},
	[standIns({ 'src/client/index.ts': 'src/client/store/client-of-page.ts' })],
);

export default [
	bundle('src/reachability/index.ts', { file: 'dist/reach.js', format: 'es' }),
	later,
	bundle('src/entries/embed.ts', { file: 'dist/candor.js', format: 'iife' }, [standIns(briefer)]),
	bundle({ define: 'src/entries/define.ts' }, { dir: 'dist', format: 'es', chunkFileNames }),
	bundle('src/service-worker/main.ts', { file: 'dist/candor-sw.js', format: 'iife' }),
	bundle({ index: 'src/entries/index.ts' }, { dir: 'dist', format: 'es', chunkFileNames }),
];
