/**
 * Builds `dist`, which is everything that ships: types and modules by tsc, then the browser files
 * by rollup.
 */
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
import { minifiedLocales } from './locale-hashes.mjs';
import { writeForwarders } from './packages/forwarders.mjs';
import { fillServerPackage } from './packages/server-package.mjs';
import { fail, run } from './tools.mjs';

/**
 * Holds the hash of the inputs of the last build. It is not published, because package.json
 * excludes dot files.
 */
const stamp = 'dist/.inputs';
const inputs = [
	'package-lock.json',
	'package.json',
	'rollup.config.mjs',
	'scripts/bundle',
	'scripts/dist.mjs',
	'scripts/locale-hashes.mjs',
	'scripts/packages',
	'server',
	'src',
	'tsconfig.base.json',
];

/** Builds unless `dist` was built from these inputs. Ends the process on failure. */
export async function ensureDist() {
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashInputs()) return;
	await buildDist();
}

/** Builds in place, so that a server that runs from `dist` goes on. Ends the process on failure. */
export async function buildDist() {
	const start = performance.now();
	// Before the build: a file that changes meanwhile makes the next call build again.
	const hash = hashInputs();
	rmSync(stamp, { force: true });
	console.log('Compiling the layers (tsc -b) …');
	if (!run('tsc', '-b', 'src/entries', 'src/service-worker', 'src/console', 'server/cli'))
		fail('The code does not compile, so nothing was bundled. Correct the errors above, then build again.');
	removeOrphans();
	console.log('Bundling the browser files (rollup) …');
	await bundle();
	copyLocales();
	copyThemes();
	copyData();
	await writeForwarders();
	fillServerPackage();
	writeFileSync(stamp, hash);
	console.log(`Built dist in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
}

async function bundle() {
	// Imported here, because callers install the dependencies first.
	const [{ rollup }, { loadConfigFile }] = await Promise.all([
		import('rollup'),
		import('rollup/loadConfigFile'),
	]);
	const { options: bundles } = await loadConfigFile(resolve('rollup.config.mjs'), {});
	for (const file of readdirSync('dist')) if (/^chunk-.*\.js/.test(file)) rmSync(`dist/${file}`);
	for (const folder of ['cli', 'console']) rmSync(`dist/${folder}`, { recursive: true, force: true });
	try {
		// One after the other: a bundle names the hash of one before it.
		for (const { output, ...input } of bundles) {
			const built = await rollup(input);
			await Promise.all(output.map((each) => built.write(each)));
			await built.close();
		}
	} catch (error) {
		fail(`Bundling failed: ${error.message} Correct it, then build again.`);
	}
}

/** Copies the translations without white space. They are data that no bundle contains. */
function copyLocales() {
	rmSync('dist/locales', { recursive: true, force: true });
	mkdirSync('dist/locales');
	for (const { file, text } of minifiedLocales()) writeFileSync(`dist/locales/${file}`, text);
}

function copyThemes() {
	rmSync('dist/themes', { recursive: true, force: true });
	cpSync('src/themes', 'dist/themes', { recursive: true });
}

function copyData() {
	for (const folder of ['packs', 'drills', 'monitoring', 'postgres']) {
		rmSync(`dist/server/${folder}/data`, { recursive: true, force: true });
		cpSync(`server/${folder}/data`, `dist/server/${folder}/data`, { recursive: true });
	}
}

/**
 * Removes the output of sources that no longer exist: it would be published, and could be imported
 * by mistake.
 */
function removeOrphans() {
	for (const layer of ['src', 'server'])
		for (const file of filesIn(`dist/${layer}`)) {
			const source = file.replace('dist/', '').replace(/(\.d\.ts|\.js)(\.map)?$/, '.ts');
			if (!existsSync(source)) rmSync(file);
		}
}

function hashInputs() {
	const digest = createHash('sha256');
	for (const file of inputs.flatMap(filesIn))
		digest.update(`${file}\0`).update(readFileSync(file)).update('\0');
	return digest.digest('hex');
}

/** The files at or below a path, sorted, without the built files of the package candor-server. */
function filesIn(path) {
	if (statSync(path).isFile()) return [path];
	const entries = readdirSync(path, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
		.filter((file) => !/^server\/(?:dist|node_modules)\/|^server\/LICENSE$/.test(file))
		.sort();
}
