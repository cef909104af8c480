/** The terminal, clock and network of this process, as the command line uses them. */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { version } from '../core/version.ts';
import { httpFetch } from './http-fetch.ts';
import type { Io } from './io.ts';
import { ask, askSecret } from './questions.ts';

function interruption(): AbortSignal {
	const controller = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
	return controller.signal;
}

/** An aborted timer rejects; here an abort ends the wait like the timer itself. */
const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
	await wait(ms, undefined, signal && { signal }).catch(() => {});
};

/** Confirmed changes are ignored: `main.ts` replaces `onChange`. */
export const processIo: Io = {
	environment: process.env,
	stdout: process.stdout,
	stderr: process.stderr,
	fetch: httpFetch,
	readFile: (path) => readFile(path, 'utf8'),
	writeFile: (path, content) => writeFile(path, content, { mode: 0o600, flag: 'wx' }),
	readStdin: () => text(process.stdin),
	stdio: { input: process.stdin, output: process.stdout },
	...(process.stdin.isTTY &&
		process.stderr.isTTY && {
			...{ ask, askSecret },
			// Standard output is for the result.
			terminal: { input: process.stdin, output: process.stderr },
		}),
	now: Date.now,
	monotonicNow: () => performance.now(),
	random: Math.random,
	newId: randomUUID,
	sleep,
	timeout: (ms) => AbortSignal.timeout(ms),
	interruption,
	onChange: () => {},
	version,
};
