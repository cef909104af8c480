import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Compiles test files once for all processes, because a compiler in each process would take longer
 * than most tests. Each group becomes one module that runs its files one after the other; they
 * share their imports. The tests use the built files.
 *
 * @param {ReadonlyMap<string, readonly string[]>} groups Test files, by the name of their group.
 * @param {string} folder Where the modules are written: inside the checkout, so that packages are
 *   found.
 * @returns {Promise<string[]>} The modules, in the order of the groups.
 */
export async function compileTests(groups, folder) {
	// Imported here, because callers install the dependencies first.
	const { build } = await import('esbuild');
	const entryPoints = [...groups].flatMap(([, files]) => files);
	await build({
		entryPoints,
		outdir: folder,
		outbase: 'test',
		bundle: true,
		splitting: true,
		packages: 'external',
		format: 'esm',
		platform: 'node',
		target: 'es2022',
		sourcemap: true,
		tsconfig: 'tsconfig.base.json',
		logLevel: 'error',
		plugins: [onlyTests],
	});
	return [...groups].map(([name, files]) => {
		const module = `${folder}/${name}.group.js`;
		const suites = files.map((file) => {
			const compiled = `./${relative('test', file).replaceAll('\\', '/').replace(/\.ts$/, '.js')}`;
			return `describe(${JSON.stringify(file)}, () => import(${JSON.stringify(compiled)}));\n`;
		});
		writeFileSync(module, `import { describe } from 'node:test';\n${suites.join('')}`);
		return module;
	});
}

/** Bundles the test files only. The built files, the scripts and the demo stay external. */
const onlyTests = {
	name: 'only tests',
	setup({ onResolve }) {
		onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
			if (kind === 'entry-point') return;
			const file = relative('.', resolve(resolveDir, path)).replaceAll('\\', '/');
			if (file.startsWith('test/')) return;
			const built = /^(src|server)\//.test(file) ? `dist/${file.replace(/\.ts$/, '.js')}` : file;
			return { path: pathToFileURL(built).href, external: true };
		});
	},
};
