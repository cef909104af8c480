/**
 * A root file system with Node, npm, a shell and nothing else, as the image `node:24-slim` has them.
 * It needs root. Steps of a Containerfile run in it without a container engine.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aFolder } from './folder.ts';

type Context = { after(act: () => unknown): void };

export interface Step {
	readonly user: string;
	readonly environment: Readonly<Record<string, string>>;
	readonly command: readonly string[];
}

export interface BareRoot {
	readonly folder: string;
	run(step: Step): Promise<{ status: number | null; said: string }>;
	/** Killed after the test. */
	start(step: Step): ChildProcess;
}

/** Of the shell and of coreutils, what the steps use. */
const programs = ['sh', 'env', 'install'];

export function aBareRoot(context: Context): BareRoot {
	if (process.getuid?.() !== 0)
		throw new Error('A root file system of its own needs root: run this test as root.');
	const folder = aFolder(context);
	chmodSync(folder, 0o755);
	for (const path of [
		'dev',
		'etc',
		'proc',
		'tmp',
		'root',
		'home/node',
		'usr/local/bin',
		'usr/local/lib',
		'usr/bin',
	])
		mkdirSync(join(folder, path), { recursive: true });
	chmodSync(join(folder, 'tmp'), 0o1777);
	// As in the image, the user `node` has the number 1000.
	writeFileSync(
		join(folder, 'etc/passwd'),
		'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n',
	);
	writeFileSync(join(folder, 'etc/group'), 'root:x:0:\nnode:x:1000:\n');
	for (const [name, minor] of [
		['null', '3'],
		['zero', '5'],
		['urandom', '9'],
	] as const)
		command('mknod', '-m', '666', join(folder, 'dev', name), 'c', '1', minor);
	copyProgram(folder, process.execPath, 'usr/local/bin/node');
	for (const name of programs)
		copyProgram(folder, command('sh', '-c', `command -v ${name}`).trim(), `usr/bin/${name}`);
	// The image has all libraries of glibc; the database needs one more than Node.
	copyLibraries(folder, `node_modules/@libsql/${process.platform}-${process.arch}-gnu/index.node`);
	symlinkSync('usr/bin', join(folder, 'bin'));
	symlinkSync('bin', join(folder, 'usr/sbin'));
	const npm = dirname(dirname(realpathSync(command('sh', '-c', 'command -v npm').trim())));
	cpSync(npm, join(folder, 'usr/local/lib/node_modules/npm'), { recursive: true, verbatimSymlinks: true });
	symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(folder, 'usr/local/bin/npm'));

	const chroot = command('sh', '-c', 'command -v chroot').trim();
	const children: ChildProcess[] = [];
	context.after(() => {
		for (const child of children) child.kill('SIGKILL');
	});
	function start({ user, environment, command: argv }: Step): ChildProcess {
		const number = user === 'root' ? '0:0' : '1000:1000';
		const child = spawn(chroot, [`--userspec=${number}`, folder, ...argv], {
			cwd: '/',
			env: {
				PATH: '/usr/local/bin:/usr/bin',
				HOME: user === 'root' ? '/root' : '/home/node',
				...environment,
			},
		});
		children.push(child);
		return child;
	}
	return {
		folder,
		start,
		async run(step) {
			const child = start(step);
			let said = '';
			for (const stream of [child.stdout, child.stderr])
				stream?.on('data', (bytes) => {
					said += bytes;
				});
			const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
			return { status, said };
		},
	};
}

function command(program: string, ...options: string[]): string {
	const { status, stdout, stderr, error } = spawnSync(program, options, { encoding: 'utf8' });
	if (status !== 0) throw new Error(`${program} ${options.join(' ')} failed: ${error?.message ?? stderr}`);
	return stdout;
}

/** A program, and the libraries that it is linked with. */
function copyProgram(folder: string, source: string, target: string): void {
	cpSync(realpathSync(source), join(folder, target));
	copyLibraries(folder, source);
}

function copyLibraries(folder: string, source: string): void {
	for (const [, library = ''] of command('ldd', realpathSync(source)).matchAll(/(\/\S+\.so\S*)/g)) {
		mkdirSync(dirname(join(folder, library)), { recursive: true });
		cpSync(realpathSync(library), join(folder, library));
	}
}
