/** The tarballs that npm would publish, installed beside nothing but their own dependencies. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { editorFiles } from '../scripts/editor-data.mjs';
import { documents, withTables } from '../scripts/element-tables.mjs';
import { manifest } from '../scripts/manifest.mjs';
import { themes } from '../server/http/assets.ts';
import { type Packed, pack, unpack } from './support/packed.ts';

const manifestOf = (folder: string) => JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
const own = manifestOf('.');
const ownServer = manifestOf('server');
/** An application that depends on both packages. */
let application: string;
/** By the name of the package. */
const packages: Record<string, Packed> = {};

before(async () => {
	application = mkdtempSync(join(tmpdir(), 'candor-package-'));
	const modules = join(application, 'node_modules');
	for (const [name, folder] of Object.entries({ candor: '.', 'candor-server': 'server' })) {
		packages[name] = pack(folder, application);
		await unpack(packages[name], join(modules, name));
	}
	// What a consumer in TypeScript has too.
	const dependencies = { ...own.dependencies, ...ownServer.dependencies, '@types/node': '' };
	for (const dependency of Object.keys(dependencies)) {
		mkdirSync(dirname(join(modules, dependency)), { recursive: true });
		symlinkSync(resolve('node_modules', dependency), join(modules, dependency), 'junction');
	}
	writeFileSync(join(application, 'package.json'), '{ "type": "module" }');
});
after(() => rmSync(application, { recursive: true, force: true }));

const pathsOf = (name: string): readonly string[] => packages[name]?.paths ?? [];
const textOf = (name: string, path: string): string =>
	readFileSync(join(application, 'node_modules', name, path), 'utf8');

/** Runs a programme in the application. */
function node(...options: string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, options, {
		cwd: application,
		encoding: 'utf8',
		env: { ...process.env, NODE_OPTIONS: '' },
	});
	return { status, said: `${stdout}${stderr}` };
}

/** What each package holds besides its papers. */
const contents: Record<string, RegExp> = {
	candor:
		/^(dist\/src\/.+\.(js|d\.ts)(\.map)?|dist\/(candor|candor-counts|candor-from|candor-sw|define|index|push|reach|chunk-[\w-]+)\.js(\.map)?|dist\/forward\/[\w-]+\.(js|d\.ts)|dist\/locales\/[\w-]+\.json|dist\/themes\/\w+\.css|dist\/THIRD-PARTY-NOTICES\.txt|docs\/[\w/-]+\.md|docs\/how-to\/(deploy|dns|slack)\/[\w.-]+|docs\/images\/[\w-]+\.(png|jpg|webp)|bench\/[\w/.-]+\.(md|mjs|c)|src\/elements\/i18n\/english\.ts|(custom-elements|vscode\.html-custom-data|web-types)\.json|package\.json|[A-Z]+(\.md)?)$/,
	'candor-server':
		/^(dist\/(src\/model|server)\/.+\.(js|d\.ts)(\.map)?|dist\/(candor|candor-counts|candor-from|candor-sw|define|push|reach|chunk-[\w-]+)\.js|dist\/cli\/[\w-]+\.(js|d\.ts)(\.map)?|dist\/console\/(index\.html|assets\/[\w-]+\.js)|dist\/locales\/[\w-]+\.json|dist\/server\/(packs|drills|monitoring|postgres)\/data\/(templates\/)?[\w-]+\.(json|yml|sql)|dist\/themes\/\w+\.css|dist\/THIRD-PARTY-NOTICES\.txt|package\.json|LICENSE|README\.md)$/,
};
for (const [name, expected] of Object.entries(contents)) {
	test(`${name} holds what runs, its types and its papers, and nothing else`, () => {
		assert.deepEqual(
			pathsOf(name).filter((path) => !expected.test(path)),
			[],
		);
		for (const path of [
			'LICENSE',
			'README.md',
			'dist/candor.js',
			'dist/locales/de.json',
			'dist/themes/quiet.css',
			'dist/THIRD-PARTY-NOTICES.txt',
		])
			assert.ok(pathsOf(name).includes(path), path);
	});

	test(`${name} holds every file, document and picture that its documents link to`, () => {
		const links = pathsOf(name)
			.filter((path) => path.endsWith('.md'))
			.flatMap((path) => {
				const prose = textOf(name, path).replaceAll(/^```[\s\S]*?^```$|`[^`\n]*`/gm, '');
				const targets = [
					...prose.matchAll(/\]\(([^)\s]+)\)/g),
					...prose.matchAll(/^\[[^\]]+\]: (\S+)$/gm),
					...prose.matchAll(/(?:src|srcset|href)="([^"]+)"/g),
				].map(([, target = '']) => target.replace(/#.*/, ''));
				return targets
					.filter((target) => target && !/^[a-z]+:/.test(target))
					.map((target) => `${path}: ${posix.join(posix.dirname(path), target)}`);
			});
		if (name === 'candor') assert.ok(links.length > 200, `${links.length}`);
		assert.deepEqual(
			links.filter((link) => {
				const target = link.replace(/^.*: /, '').replace(/\/$/, '');
				return !pathsOf(name).some((path) => path === target || path.startsWith(`${target}/`));
			}),
			[],
		);
	});

	test(`${name} imports only its own files and its dependencies`, () => {
		const { dependencies, peerDependencies = {} } = manifestOf(join(application, 'node_modules', name));
		const known = { ...dependencies, ...peerDependencies };
		const wrong: string[] = [];
		for (const path of pathsOf(name).filter((each) => /\.(js|d\.ts)$/.test(each))) {
			const code = textOf(name, path).replaceAll(/\/\*[\s\S]*?\*\//g, '');
			const imports = /^(?:import|(?:import|export) [^'"\n]* from) '([^'\n]+)';$/gm;
			for (const [, target = ''] of code.matchAll(imports)) {
				const parts = target.split('/');
				const dependency = target.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
				const file = posix.join(posix.dirname(path), target);
				const files = path.endsWith('.d.ts') ? [file.replace(/\.[jt]s$/, '.d.ts')] : [file];
				if (target.startsWith('.') ? !pathsOf(name).includes(files[0] ?? '') : !isKnown(dependency, known))
					wrong.push(`${path}: ${target}`);
			}
		}
		assert.deepEqual(wrong, []);
	});

	test(`${name} names no path of the machine that built it`, () => {
		for (const path of pathsOf(name)) assert.ok(!textOf(name, path).includes(process.cwd()), path);
	});
}

const isKnown = (dependency: string, known: Record<string, string>): boolean =>
	dependency.startsWith('node:') ||
	Object.hasOwn(known, dependency) ||
	Object.hasOwn(known, `@types/${dependency}`);

test('both packages have one version, and share what both depend on', () => {
	assert.equal(ownServer.version, own.version);
	assert.equal(own.peerDependencies['candor-server'], own.version);
	for (const [dependency, range] of Object.entries(ownServer.dependencies))
		assert.equal(own.dependencies[dependency] ?? range, range, dependency);
});

type Target = string | { readonly [condition: string]: Target };
/** The files that an export can lead to, by the conditions of the importing module. */
const filesOf = (target: Target): string[] =>
	typeof target === 'string' ? [target] : Object.values(target).flatMap(filesOf);
/** What the star of a pattern stands for. */
const filesOfPattern: Record<string, readonly string[]> = {
	'./themes/*.css': themes,
	'./define/*': readdirSync('src/entries/define').map((file) => file.replace('.ts', '')),
};
/** A pattern stands for each of its files. */
const exported = Object.entries({ candor: own, 'candor-server': ownServer }).flatMap(([name, { exports }]) =>
	Object.entries<Target>(exports).flatMap(([path, target]) => {
		const of = (part: string): [string, string, string[]] => [
			name,
			path.replace('*', part).replace('.', name),
			filesOf(target).map((file) => file.replace('*', part)),
		];
		return path.includes('*') ? (filesOfPattern[path] ?? []).map(of) : [of('')];
	}),
);
for (const [name, specifier, files] of exported)
	test(`${specifier} resolves to a file of the package`, () => {
		const script = `console.log(import.meta.resolve('${specifier}'))`;
		const { said } = node('--input-type=module', '--eval', script);
		const loaded = files.map((file) => file.slice(1)).some((file) => said.trim().endsWith(name + file));
		assert.ok(loaded, said);
		for (const each of files) assert.ok(pathsOf(name).includes(each.slice(2)), each);
	});

for (const specifier of [
	'candor',
	'candor/define',
	'candor/embed',
	'candor/model',
	'candor/server',
	'candor-server',
	'candor-server/model',
	...(filesOfPattern['./define/*'] ?? []).map((name) => `candor/define/${name}`),
])
	test(`${specifier} loads in Node, where there is no page`, () => {
		const { status, said } = node('--input-type=module', '--eval', `await import('${specifier}')`);
		assert.deepEqual({ status, said }, { status: 0, said: '' });
	});

test('the command of each package says how it is used', () => {
	for (const [name, { bin }] of Object.entries({ candor: own, 'candor-server': ownServer })) {
		const { status, said } = node(`node_modules/${name}/${bin.candor}`, '--help');
		assert.equal(status, 0, said);
		assert.match(said, /Usage: candor/);
		assert.match(textOf(name, bin.candor), /^#!\/usr\/bin\/env node\n/);
	}
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
	[
		'one tag',
		`import 'candor/define/timeline';
		export const timeline: { notice: string | null } = document.createElement('candor-timeline');`,
	],
	[
		'the scripts',
		`import { getState, on, setContext, type PageState } from 'candor';
		const state: PageState = getState();
		export const titles: string[] = state.notices.map(({ title }) => title);
		export const end: () => void = on('change', ({ state: { status } }) => status === 'major-outage');
		on('refused', ({ reason }) => reason === 'forged');
		on('dismiss', (event) => event.notice);
		on('claim', (event) => event.waitUntil(Promise.resolve()));
		setContext({ plan: 'pro', signedIn: true });
		// @ts-expect-error there is no such event
		on('chagne', () => {});
		// @ts-expect-error a context is an object
		setContext('pro');`,
	],
	[
		"the script tag's global",
		`import type {} from 'candor/embed';
		export const status = window.Candor?.state?.status;
		export const end: (() => void) | undefined = Candor?.on('change', ({ state }) => state.notices);
		window.Candor?.setContext({ plan: 'pro' });
		window.Candor?.setCatalogue?.('nl', { dismiss: 'Sluiten' });
		// @ts-expect-error it is missing until the script has run
		window.Candor.on('change', () => {});
		// @ts-expect-error there is no such event
		Candor?.on('chagne', () => {});
		// @ts-expect-error there is no such status
		export const wrong = Candor?.state?.status === 'broken';
		declare const shop: import('candor/embed').CandorGlobal;
		export const typed: typeof Candor = shop;`,
	],
] as const)
	test(`an application in TypeScript gets the types of ${what}`, () => {
		writeFileSync(join(application, 'application.ts'), code);
		for (const modules of [
			'--module nodenext',
			'--module node16',
			'--module esnext --moduleResolution bundler',
		]) {
			const options = `--noEmit --strict ${modules} --target es2022 --lib es2022,dom,dom.iterable --types node`;
			const compiler = resolve('node_modules/typescript/bin/tsc');
			const { status, said } = node(compiler, ...options.split(' '), 'application.ts');
			assert.deepEqual({ status, said }, { status: 0, said: '' }, modules);
		}
	});

for (const name of Object.keys(contents)) {
	test(`publint finds nothing to mend in ${name}`, async () => {
		const bytes = readFileSync(packages[name]?.tarball ?? '');
		const { messages, pkg } = await publint({
			pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
		});
		assert.deepEqual(
			messages.map((message) => formatMessage(message, pkg)),
			[],
		);
	});

	test(`are-the-types-wrong finds those of ${name} right`, () => {
		const program = resolve('node_modules/@arethetypeswrong/cli/dist/index.js');
		const options = '--profile esm-only --no-emoji --no-color'.split(' ');
		const { status, said } = node(program, packages[name]?.tarball ?? '', ...options);
		assert.equal(status, 0, said);
	});
}

test('custom-elements.json says what the elements are now, and so do the tables and editor files made of it', async () => {
	const now = await manifest();
	// The files are long: which lines differ is for `git diff` to tell.
	const check = (path: string, wanted: (committed: string) => string) => {
		const committed = readFileSync(path, 'utf8');
		assert.ok(committed === wanted(committed), `${path} is stale. Run \`npm run build\` and commit it.`);
	};
	check('custom-elements.json', () => now);
	for (const [path, contentOf] of Object.entries(editorFiles)) check(path, () => contentOf(JSON.parse(now)));
	for (const path of documents) check(path, (committed) => withTables(path, committed, JSON.parse(now)));
});

test('editors complete every tag and every attribute', () => {
	interface Named {
		readonly name: string;
		readonly attributes: readonly { readonly name: string; readonly description: unknown }[];
	}
	const read = (path: string) => JSON.parse(textOf('candor', path));
	const elements: { tagName?: string; attributes?: Named['attributes'] }[] = read(
		'custom-elements.json',
	).modules.flatMap(({ declarations }: { declarations: unknown[] }) => declarations);
	const wanted = elements.flatMap(({ tagName, attributes = [] }) =>
		tagName ? [`${tagName}: ${attributes.map(({ name }) => name)}`] : [],
	);
	assert.ok(wanted.length >= 8);
	for (const tags of [
		read('vscode.html-custom-data.json').tags,
		read(own['web-types']).contributions.html.elements,
	] as Named[][]) {
		assert.deepEqual(
			tags.map(({ name, attributes }) => `${name}: ${attributes.map((attribute) => attribute.name)}`),
			wanted,
		);
		for (const { attributes } of tags)
			for (const { name, description } of attributes) assert.ok(description, name);
	}
	const placement = read('vscode.html-custom-data.json')
		.tags.find(({ name }: Named) => name === 'candor-banner')
		.attributes.find(({ name }: { name: string }) => name === 'placement');
	assert.deepEqual(placement.values.map(({ name }: { name: string }) => name).sort(), [
		'bottom',
		'inline',
		'top',
	]);
});
