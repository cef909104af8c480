/**
 * The server and the command line as one file, which runs with nothing beside it but Node
 * (docs/decisions/0153-single-file.md). esbuild, because most packages of the server are CommonJS:
 * nothing is rewritten, and a module that is imported when it is needed is still evaluated then.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { serverPackageFiles } from '../packages/server-package.mjs';
import { noticesFile } from './notices.mjs';
import { noticeOf, packagesOf } from './package-notices.mjs';

const { version, license } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Quality 9: the last two would take minutes for the programs of SQLite and save a tenth. */
const compress = (bytes) =>
	brotliCompressSync(bytes, {
		params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
	});

/** The programs of SQLite that are installed here, by the system that they are for. */
const nativePrograms = () =>
	readdirSync('node_modules/@libsql')
		.sort()
		.map((target) => ({ target, path: `node_modules/@libsql/${target}/index.node` }))
		.filter(({ path }) => existsSync(path));

/**
 * Writes the file. `dist` must have been built.
 *
 * @param {string} path
 * @returns {Promise<{ bytes: number, targets: string[] }>} `targets`: the systems for which it has
 *   the embedded database.
 */
export async function buildSingleFile(path) {
	const natives = nativePrograms();
	const files = [
		...serverPackageFiles().map((name) => ({ name, source: `dist/${name}` })),
		...natives.map(({ target, path: source }) => ({ name: `native/${target}.node`, source })),
	];
	const lines = files.map(({ name, source }) => ({
		name,
		text: compress(readFileSync(source)).toString('base64'),
	}));
	const targets = natives.map(({ target }) => target);
	const { code, modules } = await bundle({ version, natives: targets, files: indexOf(lines) });
	const packages = [...packagesOf(modules), ...targets.map((target) => `node_modules/@libsql/${target}`)];
	const notices = `${introduction}\n\n${packages.map(noticeOf).join(separator)}`;
	const data = lines.map(({ text }) => `//${text}\n`).join('');
	const text = `${code}/*\n${notices.replaceAll('*/', '* /')}\n*/\n${data}`;
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text, { mode: 0o755 });
	return { bytes: Buffer.byteLength(text), targets };
}

const separator = `\n\n${'-'.repeat(80)}\n\n`;
const introduction = `Candor ${version} (${license}). This file contains code of the packages below, as npm publishes their source
under these names and versions; those of its browser files are in the answer of GET /${noticesFile}.`;

/** Where each file's text is: how far its beginning is from the end, its length, and its SHA-256. */
function indexOf(lines) {
	const index = {};
	let fromEnd = 0;
	for (const { name, text } of lines.toReversed()) {
		// A line ends with one character more.
		fromEnd += text.length + 1;
		index[name] = [fromEnd, text.length, createHash('sha256').update(text).digest('base64')];
		fromEnd += '//'.length;
	}
	return index;
}

async function bundle(contents) {
	const { outputFiles, metafile } = await build({
		entryPoints: ['scripts/single-file/entry.mjs'],
		outfile: 'candor.mjs',
		bundle: true,
		write: false,
		metafile: true,
		format: 'esm',
		platform: 'node',
		target: 'node20.19',
		// One character is one byte.
		charset: 'ascii',
		// debug uses it where another package has installed it.
		external: ['supports-color'],
		legalComments: 'none',
		minifySyntax: true,
		minifyWhitespace: true,
		tsconfig: 'tsconfig.base.json',
		logLevel: 'error',
		banner: {
			js: `import { createRequire as createRequireOfNode } from 'node:module';const require = createRequireOfNode(import.meta.url);`,
		},
		plugins: [contentsModule(contents), nativeProgram],
	});
	return { code: outputFiles[0]?.text ?? '', modules: Object.keys(metafile.inputs) };
}

/** `candor:contents`: the version, the systems, and where each file is. */
const contentsModule = (contents) => ({
	name: 'contents',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^candor:contents$/ }, ({ path }) => ({ path, namespace: 'candor' }));
		const text = Object.entries(contents).map(
			([name, value]) => `export const ${name} = ${JSON.stringify(value)};`,
		);
		onLoad({ filter: /.*/, namespace: 'candor' }, () => ({ contents: text.join('\n'), loader: 'js' }));
	},
});

/** libsql asks for a package by the name of the system. */
const request = 'require(`@libsql/$' + '{target}`)';

/** The one edit of a package: the program of SQLite comes from the file itself. */
const nativeProgram = {
	name: 'native program',
	setup({ onLoad }) {
		onLoad({ filter: /[\\/]node_modules[\\/]libsql[\\/]index\.js$/ }, ({ path }) => {
			const code = readFileSync(path, 'utf8');
			if (code.split(request).length !== 2)
				throw new Error(
					`${path} no longer contains ${request} once. Adapt scripts/bundle/single-file.mjs to it.`,
				);
			const loader = JSON.stringify(`${process.cwd()}/scripts/single-file/native.cjs`);
			return { contents: code.replace(request, `require(${loader})(target)`), loader: 'js' };
		});
	},
};
