/** `candor serve` as a process of its own, from the built files, as it is installed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

type Context = { after(act: () => unknown): void };

const programme = 'dist/server/cli/main.js';

export interface ServerProcess {
	/** Where it listens; empty when it ended before it did. */
	readonly url: string;
	/** The lines that it printed until it was ready, and since. */
	readonly printed: readonly string[];
	/** What it logged. */
	readonly logged: () => string;
	readonly child: ChildProcess;
	/** Sends a signal and waits for the end: the exit code, or the signal that ended it. */
	end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Resolves once it prints its address, or has ended without. `files`: how many it and its workers may have open, each. */
export async function aServerProcess(
	context: Context,
	environment: Readonly<Record<string, string>>,
	files?: number,
): Promise<ServerProcess> {
	const limit = files === undefined ? '' : `ulimit -n ${files} && `;
	const child = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, process.execPath, programme, 'serve'], {
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

/** An exit code, for a process that was to end by itself. */
export async function exitOf({ child }: ServerProcess): Promise<number | null> {
	if (child.exitCode === null) await once(child, 'close');
	return child.exitCode;
}
