/** What an application gets that installs our packages with npm, from a registry on this machine. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { pack } from './support/packed.ts';
import { startRegistry } from './support/registry.ts';

let home: string;
let registry: Awaited<ReturnType<typeof startRegistry>>;
const processes: ChildProcess[] = [];

before(async () => {
	home = mkdtempSync(join(tmpdir(), 'candor-install-'));
	registry = await startRegistry(
		[
			['candor', '.'],
			['candor-server', 'server'],
		].map(([name = '', folder = '']) => ({ name, folder, tarball: pack(folder, home).tarball })),
	);
});
after(() => {
	for (const { pid } of processes)
		try {
			// npx starts the command in a process of its own.
			if (pid) process.kill(-pid, 'SIGKILL');
		} catch {
			// It has ended.
		}
	registry.close();
	rmSync(home, { recursive: true, force: true });
});

/** For npm, which then asks the registry of this process alone. */
const environment = (): NodeJS.ProcessEnv => ({
	...process.env,
	NODE_OPTIONS: '',
	npm_config_registry: registry.url,
	npm_config_cache: join(home, 'cache'),
	npm_config_audit: 'false',
	npm_config_fund: 'false',
	npm_config_update_notifier: 'false',
	npm_config_yes: 'true',
});

/** Runs a programme in a folder, while the registry of this process answers. */
function run(folder: string, ...[program = '', ...options]: string[]) {
	const shell = process.platform === 'win32';
	const child = spawn(program, options, { cwd: folder, shell, env: environment() });
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (bytes) => {
		stdout += bytes;
	});
	child.stderr.on('data', (bytes) => {
		stderr += bytes;
	});
	return new Promise<{ status: number | null; stdout: string; stderr: string }>((done) => {
		child.on('close', (status) => done({ status, stdout, stderr }));
	});
}

/** A folder with nothing but these packages, and the names of all that npm installed for them. */
async function install(
	name: string,
	...packages: string[]
): Promise<{ folder: string; installed: string[] }> {
	const folder = join(home, name);
	mkdirSync(folder);
	writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
	const { status, stderr } = await run(folder, 'npm', 'install', ...packages);
	assert.equal(status, 0, stderr);
	const lock = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
	const installed = Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ''));
	return { folder, installed: installed.sort() };
}

/** Starts a server with a programme that prints its address as JSON. */
async function serve(folder: string, ...[program = '', ...options]: string[]) {
	const child = spawn(program, options, { cwd: folder, env: environment(), detached: true });
	processes.push(child);
	let errors = '';
	child.stderr.on('data', (bytes) => {
		errors += bytes;
	});
	const line = await new Promise<string>((done, fail) => {
		child.stdout.once('data', (bytes) => done(String(bytes)));
		child.once('exit', (code) => fail(new Error(`It ended with ${code}: ${errors}`)));
	});
	return JSON.parse(line) as { address: string };
}

const needed =
	'needs the package candor-server, which is not installed here: run "npm install candor-server".\n';

test('elements alone install Lit and eventsource-parser, and nothing of a server', async () => {
	const { folder, installed } = await install('elements', 'candor');
	assert.deepEqual(installed, [
		'@lit-labs/ssr-dom-shim',
		'@lit/reactive-element',
		'@types/trusted-types',
		'candor',
		'eventsource-parser',
		'lit',
		'lit-element',
		'lit-html',
	]);

	// An application builds with nothing else, and so do its types.
	writeFileSync(
		join(folder, 'app.ts'),
		`import 'candor/define';
		import { configure, feedFor } from 'candor';
		configure({ source: 'https://status.example.com' });
		const banner: { src: string | null | undefined } = document.createElement('candor-banner');
		const notices = feedFor('https://status.example.com').snapshot().state.seq;
		export const kept: [string | null | undefined, number] = [banner.src, notices];`,
	);
	const { outputFiles } = await build({
		absWorkingDir: folder,
		entryPoints: ['app.ts'],
		bundle: true,
		minify: true,
		write: false,
		format: 'esm',
		platform: 'browser',
	});
	const bundle = outputFiles[0]?.text ?? '';
	for (const tag of ['banner', 'status', 'timeline']) assert.ok(bundle.includes(`candor-${tag}`), tag);
	assert.equal(/\bimport\s*["'{(]/.test(bundle.replaceAll(/\/\*[\s\S]*?\*\//g, '')), false, 'it is complete');
	for (const resolution of ['bundler', 'nodenext']) {
		const module = resolution === 'bundler' ? 'esnext' : resolution;
		const { status, stdout } = spawnSync(
			process.execPath,
			[
				resolve('node_modules/typescript/bin/tsc'),
				...`--noEmit --strict --module ${module} --moduleResolution ${resolution} app.ts`.split(' '),
				...'--target es2022 --lib es2023,dom,dom.iterable --skipLibCheck false'.split(' '),
			],
			{ cwd: folder, encoding: 'utf8' },
		);
		assert.deepEqual({ status, stdout }, { status: 0, stdout: '' }, resolution);
	}

	// What needs the server says in one sentence what to install.
	const command = await run(folder, 'npx', 'candor', 'serve');
	assert.equal(command.stderr, `Error: "candor serve" ${needed}`);
	assert.equal(command.status, 2);
	for (const entry of ['candor/server', 'candor/model']) {
		const { status, stderr } = await run(folder, 'node', '--eval', `import('${entry}')`);
		assert.equal(status, 1);
		assert.ok(stderr.includes(`Error: ${entry} ${needed.trim()}`), stderr);
		assert.doesNotMatch(stderr, /\n\s+at /);
	}
});

test('a server is one package, which serves the script tag, and its command is "candor"', async () => {
	const { folder, installed } = await install('server', 'candor-server');
	assert.ok(installed.includes('libsql'));
	assert.ok(!installed.includes('candor') && !installed.includes('lit'), installed.join());

	const program = join(folder, 'node_modules/candor-server/dist/cli/main.js');
	const { address } = await serve(folder, process.execPath, program, '--json', 'serve', '--port', '0');
	for (const path of ['/candor.js', '/define.js', '/candor-sw.js', '/locales/de.json', '/v1/snapshot']) {
		const response = await fetch(`${address}${path}`);
		assert.equal(response.status, 200, path);
		assert.ok((await response.text()).length > 50, path);
	}
	const script = await (await fetch(`${address}/candor.js`)).text();
	const [chunk = ''] = /chunk-[\w-]+\.js/.exec(script) ?? [];
	assert.equal((await fetch(`${address}/${chunk}`)).status, 200, chunk);

	// A package that the server lacks is named in one sentence, and by no stack trace.
	for (const [missing, sentence] of [
		[
			'@libsql',
			/^Error: The database has no program for this system \(.+\): run "npm install .+" on this system\.\n$/,
		],
		['pino', /^Error: The package pino is not installed, .+: run "npm install candor-server" again\.\n$/],
	] as const) {
		const at = join(folder, 'node_modules', missing);
		renameSync(at, join(home, 'away'));
		const { status, stderr } = await run(folder, 'npx', 'candor', 'serve', '--port', '0', '--data', 'other');
		assert.match(stderr, sentence);
		assert.notEqual(status, 0);
		renameSync(join(home, 'away'), at);
	}

	for (const name of ['candor', 'candor-server']) {
		const { stdout, stderr } = await run(folder, 'npx', name, '--version');
		assert.equal(stdout.trim(), JSON.parse(readFileSync('package.json', 'utf8')).version, stderr);
	}
});

for (const [what, options] of [
	['npx candor-server serve', ['candor-server']],
	['npx candor serve, with both packages', ['--package=candor', '--package=candor-server', 'candor']],
] as const)
	test(`in an empty folder a server starts with one command: ${what}`, async () => {
		const folder = mkdtempSync(join(home, 'empty-'));
		const { address } = await serve(folder, 'npx', ...options, '--json', 'serve', '--port', '0');
		for (const path of ['/', '/console', '/candor.js'])
			assert.equal((await fetch(`${address}${path}`)).status, 200, path);
		assert.deepEqual(readdirSync(folder), ['candor-data']);
	});

test('with both packages every import of "candor" works, for "import" and for "require"', async () => {
	const { folder } = await install('both', 'candor', 'candor-server');
	const script = `
		import assert from 'node:assert/strict';
		import { createRequire } from 'node:module';
		import { CandorError, emptyState } from 'candor/model';
		import { createCandor } from 'candor/server';
		import * as direct from 'candor-server';
		import * as model from 'candor-server/model';
		assert.equal(createCandor, direct.createCandor);
		assert.equal(CandorError, model.CandorError);
		assert.deepEqual(Object.keys(await import('candor/model')), Object.keys(model));
		const require = createRequire(import.meta.url);
		assert.equal(require('candor/server').createCandor, createCandor);
		assert.equal(require('candor/model').emptyState, emptyState);
		const candor = await createCandor({ data: null });
		await candor.close();`;
	writeFileSync(join(folder, 'all.js'), script);
	const { status, stderr } = await run(folder, process.execPath, 'all.js');
	assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
	const { stdout } = await run(folder, 'npx', 'candor', '--help');
	assert.match(stdout, /Usage: candor/);

	// What candor-server lacks is not candor-server.
	rmSync(join(folder, 'node_modules/pino'), { recursive: true });
	const lacking = await run(folder, process.execPath, 'all.js');
	assert.match(lacking.stderr, /Cannot find package 'pino'/);
	assert.doesNotMatch(lacking.stderr, /needs the package candor-server/);
});
