/** The tarball that npm would publish, installed beside nothing but its own dependencies. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
	createReadStream,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { createGunzip } from 'node:zlib';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { extract } from 'tar-fs';
import { documents, withTables } from '../scripts/element-tables.mjs';
import { manifest } from '../scripts/manifest.mjs';
import { themes } from '../server/http/assets.ts';

interface Packed {
	filename: string;
	files: { path: string }[];
}

const own = JSON.parse(readFileSync('package.json', 'utf8'));
/** An application that depends on candor. */
let application: string;
let tarball: string;
let packed: Packed;

before(async () => {
	application = mkdtempSync(join(tmpdir(), 'candor-package-'));
	const { stdout, stderr } = spawnSync(
		`npm pack --ignore-scripts --json --pack-destination "${application}"`,
		{ shell: true, encoding: 'utf8' },
	);
	assert.ok(stdout, stderr);
	[packed] = JSON.parse(stdout) as [Packed];
	tarball = join(application, packed.filename);
	const modules = join(application, 'node_modules');
	await pipeline(createReadStream(tarball), createGunzip(), extract(join(modules, 'candor'), { strip: 1 }));
	// What a consumer in TypeScript has too.
	for (const dependency of [...Object.keys(own.dependencies), '@types/node']) {
		mkdirSync(dirname(join(modules, dependency)), { recursive: true });
		symlinkSync(resolve('node_modules', dependency), join(modules, dependency), 'junction');
	}
	writeFileSync(join(application, 'package.json'), '{ "type": "module" }');
});
after(() => rmSync(application, { recursive: true, force: true }));

/** Runs a programme in the application. */
function node(...options: string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, options, {
		cwd: application,
		encoding: 'utf8',
		env: { ...process.env, NODE_OPTIONS: '' },
	});
	return { status, said: `${stdout}${stderr}` };
}

test('holds what runs, its types and its papers, and nothing else', () => {
	const expected =
		/^(dist\/(src|server)\/.+\.(js|d\.ts)(\.map)?|dist\/(candor|candor-sw|define|index|reach|chunk-[\w-]+)\.js(\.map)?|dist\/cli\/[\w-]+\.js(\.map)?|dist\/locales\/[\w-]+\.json|dist\/themes\/\w+\.css|dist\/THIRD-PARTY-NOTICES\.txt|docs\/[\w/-]+\.md|docs\/images\/banner\.png|bench\/README\.md|custom-elements\.json|package\.json|[A-Z]+(\.md)?)$/;
	const paths = packed.files.map(({ path }) => path);
	assert.deepEqual(
		paths.filter((path) => !expected.test(path)),
		[],
	);
	assert.ok(paths.includes('LICENSE'));
	assert.ok(paths.includes('dist/locales/de.json'));
	assert.ok(paths.includes('dist/themes/quiet.css'));
	assert.ok(paths.includes('dist/THIRD-PARTY-NOTICES.txt'));
});

test('holds every document and picture that the README links to', () => {
	const paths = packed.files.map(({ path }) => path);
	const readme = readFileSync('README.md', 'utf8');
	const links = [...readme.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
	assert.ok(links.length > 10);
	assert.deepEqual(
		links.filter((path) => !paths.includes(path)),
		[],
	);
});

test('names no path of the machine that built it', () => {
	for (const { path } of packed.files) {
		const text = readFileSync(join(application, 'node_modules/candor', path), 'utf8');
		assert.ok(!text.includes(process.cwd()), path);
	}
});

/** A pattern stands for each of its files. */
const exported = Object.entries<string | { types: string; default: string }>(own.exports).flatMap((entry) => {
	const [name, target] = entry;
	const of = (theme: string): typeof entry => [name.replace('*', theme), String(target).replace('*', theme)];
	return name.includes('*') ? themes.map(of) : [entry];
});
for (const [name, target] of exported) {
	const specifier = name.replace('.', 'candor');
	test(`${specifier} resolves to a file of the package`, () => {
		const script = `console.log(import.meta.resolve('${specifier}'))`;
		const { said } = node('--input-type=module', '--eval', script);
		const file = typeof target === 'string' ? target : target.default;
		assert.ok(said.trim().endsWith(file.slice(1)), said);
		const paths = packed.files.map(({ path }) => `./${path}`);
		for (const each of typeof target === 'string' ? [target] : [target.types, target.default])
			assert.ok(paths.includes(each), each);
	});
}

for (const specifier of ['candor', 'candor/define', 'candor/embed', 'candor/model', 'candor/server'])
	test(`${specifier} loads in Node, where there is no page`, () => {
		const { status, said } = node('--input-type=module', '--eval', `await import('${specifier}')`);
		assert.deepEqual({ status, said }, { status: 0, said: '' });
	});

test('the command says how it is used', () => {
	const { status, said } = node(`node_modules/candor/${own.bin.candor}`, '--help');
	assert.equal(status, 0, said);
	assert.match(said, /Usage: candor/);
	assert.match(readFileSync(own.bin.candor, 'utf8'), /^#!\/usr\/bin\/env node\n/);
});

for (const [what, code] of [
	[
		'the classes, the model and the server',
		`import { CandorBanner, feedFor } from 'candor';
		import { emptyState } from 'candor/model';
		import { createCandor } from 'candor/server';
		export const banner: CandorBanner = document.createElement('candor-banner');
		export const feed = feedFor('https://status.example.com');
		export const seq: number = emptyState.seq;
		export const create = createCandor;`,
	],
	[
		'the tags',
		`import 'candor/define';
		export const banner: { src: string | null | undefined } = document.createElement('candor-banner');
		export const status: { src: string | null | undefined } = document.createElement('candor-status');`,
	],
] as const)
	test(`an application in TypeScript gets the types of ${what}`, () => {
		writeFileSync(join(application, 'application.ts'), code);
		const options =
			'--noEmit --strict --module nodenext --target es2022 --lib es2022,dom,dom.iterable --types node';
		const compiler = resolve('node_modules/typescript/bin/tsc');
		const { status, said } = node(compiler, ...options.split(' '), 'application.ts');
		assert.deepEqual({ status, said }, { status: 0, said: '' });
	});

test('publint finds nothing to mend', async () => {
	const bytes = readFileSync(tarball);
	const { messages, pkg } = await publint({
		pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
	});
	assert.deepEqual(
		messages.map((message) => formatMessage(message, pkg)),
		[],
	);
});

test('are-the-types-wrong finds them right', () => {
	const program = resolve('node_modules/@arethetypeswrong/cli/dist/index.js');
	const { status, said } = node(program, tarball, '--profile', 'esm-only', '--no-emoji', '--no-color');
	assert.equal(status, 0, said);
});

test('custom-elements.json says what the elements are now, and so do the tables made of it', async () => {
	const now = await manifest();
	// The files are long: which lines differ is for `git diff` to tell.
	const check = (path: string, wanted: (committed: string) => string) => {
		const committed = readFileSync(path, 'utf8');
		assert.ok(committed === wanted(committed), `${path} is stale. Run \`npm run build\` and commit it.`);
	};
	check('custom-elements.json', () => now);
	for (const path of documents) check(path, (committed) => withTables(path, committed, JSON.parse(now)));
});
