/**
 * The command line, and the browser files that a server serves by name. Each is complete, Lit included: a page without a
 * bundler or an import map can run it, and in an outage one request that succeeds is enough.
 *
 * Applications with a bundler do not use these files. The package's exports lead to `dist/src/`,
 * the modules as tsc wrote them, where Lit is an ordinary dependency: the application then contains
 * it once, and what is not used is left out.
 */
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { builtChunk, recordChunks } from './scripts/bundle/built-chunk.mjs';
import { commandLine } from './scripts/bundle/command-line.mjs';
import { aliasLit } from './scripts/bundle/compiled-lit.mjs';
import { consolePage } from './scripts/bundle/console-page.mjs';
import { inlineScript } from './scripts/bundle/inline-script.mjs';
import { litEdits } from './scripts/bundle/lit-edits.mjs';
import { minifyCss } from './scripts/bundle/minify-css.mjs';
import { bundleNotices, inlineNotices } from './scripts/bundle/notices.mjs';

const plugins = [
	aliasLit(),
	// Without the condition `development`, for which Lit has a slower build that warns.
	nodeResolve({ browser: true, exportConditions: ['production'] }),
	esbuild({ target: 'es2022', tsconfig: 'tsconfig.base.json' }),
	litEdits(),
	minifyCss(),
	terser({
		ecma: 2022,
		module: true,
		// Nothing of ours reads how many parameters a function has.
		compress: { passes: 4, keep_fargs: false, hoist_vars: true },
		// ASCII: a page in another encoding reads a classic script in that encoding where the host
		// names no charset.
		format: { comments: false, ascii_only: true },
	}),
];

/**
 * A warning is a mistake in what we ship: an unresolved import, for example, would be a bare name
 * in a page.
 */
const onwarn = (warning) => {
	throw new Error(warning.message);
};

/**
 * One entry, one file. The source maps lie beside the files, which do not name them: that would be
 * bytes for every page.
 */
const bundle = (input, file, format, output = {}) => ({
	input,
	output: { file: `dist/${file}`, format, sourcemap: 'hidden', ...output },
	plugins: [
		inlineScript([...plugins, inlineNotices()], onwarn),
		builtChunk(),
		...plugins,
		bundleNotices(),
		recordChunks(),
	],
	onwarn,
});

/**
 * The second file has its hash as name: a page that cached an older candor.js never gets a newer
 * second file. A single entry without dynamic imports always becomes a single file.
 */
const hashed = (input) =>
	bundle(input, '', 'es', { file: undefined, dir: 'dist', entryFileNames: 'chunk-[hash].js' });
const elements = hashed('src/entries/elements.ts');

/** What candor-from.js loads for the vendor that its tag names. */
const vendors = ['statuspage', 'incident-io', 'openstatus', 'betterstack', 'instatus', 'cstate'];
const vendorFeeds = vendors.map((name) => hashed(`src/model/vendor-feeds/${name}.ts`));

/**
 * The operators' web app: an entry, and a file for each screen and dialog, which is loaded when it is
 * needed. Every name has a hash.
 */
const operatorConsole = {
	input: 'src/console/main.ts',
	output: {
		dir: 'dist/console',
		format: 'es',
		entryFileNames: 'assets/console-[hash].js',
		chunkFileNames: 'assets/[name]-[hash].js',
		sourcemap: 'hidden',
	},
	plugins: [...plugins, bundleNotices(), consolePage()],
	onwarn,
};

/** In a browser that lacks `light-dark()`, and in Node, candor.js does nothing. */
const intro = "if (!globalThis.CSS?.supports('color: light-dark(red, red)')) return;";

/** In the order of the build: a file that names another one, with its integrity, comes after it. */
export default [
	bundle('src/reachability/index.ts', 'reach.js', 'es'),
	bundle('src/counts/index.ts', 'candor-counts.js', 'es'),
	elements,
	bundle('src/entries/embed.ts', 'candor.js', 'iife', { intro }),
	...vendorFeeds,
	bundle('src/entries/from.ts', 'candor-from.js', 'iife', { intro }),
	bundle('src/entries/define.ts', 'define.js', 'es'),
	bundle('src/entries/index.ts', 'index.js', 'es'),
	bundle('src/entries/push.ts', 'push.js', 'es'),
	bundle('src/service-worker/main.ts', 'candor-sw.js', 'iife'),
	operatorConsole,
	commandLine([nodeResolve(), esbuild({ target: 'es2022', tsconfig: 'tsconfig.base.json' })], onwarn),
];
