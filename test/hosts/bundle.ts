/** A host's page as its framework's own compiler and a bundler make it. */
import { existsSync, mkdtempSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
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

async function bundle(
	host: string,
	name: 'browser' | 'server',
	alias: Readonly<Record<string, string>>,
): Promise<string | null> {
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
		alias,
		plugins: [components(ssr)],
	});
	return outputFiles[0]?.text ?? '';
}

export interface HostPage {
	/** What its server sends; nothing where it has none. */
	render(source: string): string | Promise<string>;
	readonly script: string;
}

/**
 * The page of one of the folders here; `folder` is for what its server runs. `alias`: packages that
 * stand for others.
 */
export async function hostPage(
	host: string,
	folder: string,
	alias: Readonly<Record<string, string>> = {},
): Promise<HostPage> {
	const [script, server] = await Promise.all([bundle(host, 'browser', alias), bundle(host, 'server', alias)]);
	if (!server) return { script: script ?? '', render: () => '' };
	const file = join(mkdtempSync(join(folder, host)), 'server.cjs');
	await writeFile(file, server);
	const { render } = createRequire(import.meta.url)(file);
	return { script: script ?? '', render };
}

/** Serves pages by their names, with the address of their status server. Resolves to the origin. */
export async function serveHosts(
	context: { after(act: () => unknown): void },
	pages: ReadonlyMap<string, HostPage>,
	source: () => string,
	head = '',
): Promise<string> {
	const server = createServer(async (request, response) => {
		const [, host = '', script] = /^\/([\w-]+)(\.js)?$/.exec(request.url ?? '') ?? [];
		const page = pages.get(host);
		if (!page) return response.writeHead(404).end();
		if (script) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(page.script);
		return response
			.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
			.end(`<!doctype html><html lang="en"><title>${host}</title><link rel="icon" href="data:,">${head}<div id="app">${await page.render(source())}</div>
				<script>globalThis.source = '${source()}';</script><script defer src="/${host}.js"></script>`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
