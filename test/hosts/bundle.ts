/** A host's page as its framework's own compiler and a bundler make it. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { compile } from 'svelte/compiler';
import { compileScript, parse } from 'vue/compiler-sfc';

/** The components of Vue and Svelte. What Vue must be told is that these tags are elements. */
const components = (ssr: boolean): Plugin => ({
	name: 'components',
	setup({ onLoad }) {
		onLoad({ filter: /\.svelte$/ }, async ({ path }) => ({
			contents: compile(await readFile(path, 'utf8'), { generate: ssr ? 'server' : 'client', filename: path })
				.js.code,
		}));
		onLoad({ filter: /\.vue$/ }, async ({ path }) => {
			const compilerOptions = { isCustomElement: (tag: string) => tag.startsWith('candor-') };
			const { descriptor } = parse(await readFile(path, 'utf8'), {
				filename: path,
				templateParseOptions: compilerOptions,
			});
			const compiled = compileScript(descriptor, {
				id: 'app',
				inlineTemplate: true,
				templateOptions: { ssr, ssrCssVars: [], compilerOptions },
			});
			return { contents: compiled.content };
		});
	},
});

async function bundle(host: string, name: 'browser' | 'server'): Promise<string | null> {
	const entry = ['js', 'jsx', 'ts'].map((end) => `test/hosts/${host}/${name}.${end}`).find(existsSync);
	if (!entry) return null;
	const ssr = name === 'server';
	const { outputFiles } = await build({
		entryPoints: [entry],
		bundle: true,
		write: false,
		format: ssr ? 'cjs' : 'iife',
		platform: ssr ? 'node' : 'browser',
		jsx: 'automatic',
		define: {
			'process.env.NODE_ENV': '"development"',
			__VUE_OPTIONS_API__: 'false',
			__VUE_PROD_DEVTOOLS__: 'false',
			__VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
		},
		tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
		plugins: [components(ssr)],
	});
	return outputFiles[0]?.text ?? '';
}

export interface HostPage {
	/** What its server sends; nothing where it has none. */
	render(source: string): string | Promise<string>;
	readonly script: string;
}

/** The page of one of the folders here; `folder` is for what its server runs. */
export async function hostPage(host: string, folder: string): Promise<HostPage> {
	const [script, server] = await Promise.all([bundle(host, 'browser'), bundle(host, 'server')]);
	if (!server) return { script: script ?? '', render: () => '' };
	const file = join(folder, `${host}.cjs`);
	await writeFile(file, server);
	const { render } = createRequire(import.meta.url)(file);
	return { script: script ?? '', render };
}
