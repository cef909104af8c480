/** `candor serve` from the built files, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve as absolute } from 'node:path';
import { createInterface } from 'node:readline';

type Context = { after(act: () => unknown): void };

interface Program {
	/** Default: the built command line. */
	readonly path?: string;
	/** In which it is started. Default: the top of the checkout. */
	readonly folder?: string;
}

export interface ServerProcess {
	/** The address on which it listens; empty when it exited before. */
	readonly url: string;
	/** The lines of its standard output so far. */
	readonly printed: readonly string[];
	/** Its log so far (standard error). */
	readonly logged: () => string;
	readonly child: ChildProcess;
	/**
	 * Sends a signal and waits for the exit. Resolves to the exit code, or to the signal that ended
	 * the process.
	 */
	end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/**
 * Resolves when it has printed its address or has exited. `files`: the limit of open files for it
 * and for each of its workers.
 */
export async function aServerProcess(
	context: Context,
	environment: Readonly<Record<string, string>>,
	files?: number,
	{ path = 'dist/cli/main.js', folder = '.' }: Program = {},
): Promise<ServerProcess> {
	const limit = files === undefined ? '' : `ulimit -n ${files} && `;
	const command = `${limit}exec "$0" "$@"`;
	const child = spawn('sh', ['-c', command, process.execPath, absolute(path), 'serve'], {
		cwd: folder,
		env: { PATH: process.env.PATH, CANDOR_PORT: '0', ...environment },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
	context.after(async () => {
		child.kill('SIGKILL');
		await ended;
	});
	const printed: string[] = [];
	let logged = '';
	child.stderr?.on('data', (chunk) => {
		logged += chunk;
	});
	const ready = new Promise<string>((resolve) => {
		if (child.stdout)
			createInterface(child.stdout).on('line', (line) => {
				printed.push(line);
				const [, url] = /^Candor listens on (\S+)$/.exec(line) ?? [];
				if (url) resolve(url);
			});
		void ended.then(() => resolve(''));
	});
	return {
		url: await ready,
		printed,
		logged: () => logged,
		child,
		async end(signal = 'SIGTERM') {
			child.kill(signal);
			const [code, by] = await ended;
			return by ?? code;
		},
	};
}

/** The exit code of a process that exits by itself. */
export async function exitOf({ child }: ServerProcess): Promise<number | null> {
	if (child.exitCode === null) await once(child, 'close');
	return child.exitCode;
}
