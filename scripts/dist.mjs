/** Everything that ships: types and modules by tsc, then the browser's files by rollup. */
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { fail, run } from './tools.mjs';

/** Holds the hash of what the build read; not published, as package.json leaves out dot files. */
const stamp = 'dist/.inputs';
const inputs = [
	'package-lock.json',
	'rollup.config.mjs',
	'scripts/bundle',
	'scripts/dist.mjs',
	'server',
	'src',
	'tsconfig.base.json',
];

/** Builds unless what is in dist was built from these very files. Ends the process on failure. */
export async function ensureDist() {
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash()) return;
	await buildDist();
}

/** Builds dist over what is there, so that a server that runs from it goes on. Ends the process on failure. */
export async function buildDist() {
	const start = performance.now();
	// What changes while we build makes the next run build again.
	const before = hash();
	rmSync(stamp, { force: true });
	console.log('Compiling the layers (tsc -b) …');
	if (!run('tsc', '-b', 'src/entries', 'src/service-worker', 'server/cli'))
		fail('The code does not compile, so nothing was bundled. Mend what tsc names above and build again.');
	removeOrphans();
	console.log('Bundling the browser files (rollup) …');
	await bundle();
	copyLocales();
	copyThemes();
	writeFileSync(stamp, before);
	console.log(`Built dist in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
}

async function bundle() {
	// Loaded here, as callers install the dependencies first.
	const [{ rollup }, { loadConfigFile }] = await Promise.all([
		import('rollup'),
		import('rollup/loadConfigFile'),
	]);
	const { options: bundles } = await loadConfigFile(resolve('rollup.config.mjs'), {});
	for (const file of readdirSync('dist')) if (/^chunk-.*\.js/.test(file)) rmSync(`dist/${file}`);
	try {
		const build = async ({ output, ...input }) => {
			const built = await rollup(input);
			await Promise.all(output.map((each) => built.write(each)));
			await built.close();
		};
		// The first two are chunks whose names and hashes the others hold.
		const [reach, later, ...others] = bundles;
		await build(reach);
		await build(later);
		await Promise.all(others.map(build));
	} catch (error) {
		fail(`Bundling failed: ${error.message} Mend it and build again.`);
	}
}

/** The elements' words in other languages, without white space. They are data: no bundle holds them. */
function copyLocales() {
	rmSync('dist/locales', { recursive: true, force: true });
	mkdirSync('dist/locales');
	for (const file of readdirSync('src/elements/i18n/locales')) {
		const words = JSON.parse(readFileSync(`src/elements/i18n/locales/${file}`, 'utf8'));
		writeFileSync(`dist/locales/${file}`, JSON.stringify(words));
	}
}

/** Ready themes are style sheets as they are. */
function copyThemes() {
	rmSync('dist/themes', { recursive: true, force: true });
	cpSync('src/themes', 'dist/themes', { recursive: true });
}

/** Removes what was compiled from files that are gone: it would be published, and could be imported by mistake. */
function removeOrphans() {
	for (const layer of ['src', 'server'])
		for (const file of filesOf(`dist/${layer}`)) {
			const source = file.replace('dist/', '').replace(/(\.d\.ts|\.js)(\.map)?$/, '.ts');
			if (!existsSync(source)) rmSync(file);
		}
}

function hash() {
	const digest = createHash('sha256');
	for (const file of inputs.flatMap(filesOf))
		digest.update(`${file}\0`).update(readFileSync(file)).update('\0');
	return digest.digest('hex');
}

/** The files at or below a path, always in the same order. */
function filesOf(path) {
	if (statSync(path).isFile()) return [path];
	const entries = readdirSync(path, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
		.sort();
}
