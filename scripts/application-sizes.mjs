/**
 * What the elements add to an application that bundles them, gzip 9: its bundler resolves the
 * published modules, and holds Lit once.
 */
import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import * as terserPlugin from '@rollup/plugin-terser';
import { build } from 'esbuild';
import { rollup } from 'rollup';

// The types of the plugin say that its default export is the module.
const terser = /** @type {any} */ (terserPlugin).default;
const gzip = (code) => gzipSync(code, { level: 9 }).length;

/** `import 'candor/define'` as Vite builds it with terser. */
export async function defineSize() {
	const bundle = await rollup({
		input: 'dist/src/entries/define.js',
		plugins: [nodeResolve({ browser: true, exportConditions: ['production'], dedupe: ['lit'] })],
	});
	const { output } = await bundle.generate({ format: 'es', plugins: [terser({ ecma: 2020, module: true })] });
	await bundle.close();
	return gzip(output[0].code);
}

/** Each of `candor/define/…` alone, as esbuild bundles it. They share most of their code. */
export async function elementSizesInApplication() {
	const names = readdirSync('dist/src/entries/define').flatMap((file) => file.match(/^\w+(?=\.js$)/) ?? []);
	return Promise.all(
		names.map(async (name) => {
			const { outputFiles } = await build({
				entryPoints: [`dist/src/entries/define/${name}.js`],
				bundle: true,
				minify: true,
				write: false,
				format: 'esm',
				target: 'es2022',
				conditions: ['production'],
			});
			return { name, gzip: gzip(outputFiles[0]?.contents ?? '') };
		}),
	);
}
