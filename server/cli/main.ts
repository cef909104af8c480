#!/usr/bin/env node
/**
 * The `candor` program: connects the command line to this process's terminal, clock and network.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { exitCodes } from './exit-codes.ts';
import type { CompletedChange, Io } from './io.ts';
import { printError, unprintedError } from './print-error.ts';
import { run } from './run.ts';

const { version } = createRequire(import.meta.url)('candor/package.json') as { version: string };

function interruption(): AbortSignal {
	const controller = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
	return controller.signal;
}

/** An aborted timer rejects; here an abort ends the wait like the timer itself. */
const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
	await wait(ms, undefined, signal && { signal }).catch(() => {});
};

const argv = process.argv.slice(2);
let lastChange: CompletedChange | null = null;
const io: Io = {
	environment: process.env,
	stdout: process.stdout,
	stderr: process.stderr,
	fetch,
	readFile: (path) => readFile(path, 'utf8'),
	readStdin: () => text(process.stdin),
	now: Date.now,
	monotonicNow: () => performance.now(),
	random: Math.random,
	newId: randomUUID,
	sleep,
	timeout: (ms) => AbortSignal.timeout(ms),
	interruption,
	onChange: (change) => {
		lastChange = change;
	},
	version,
};

process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
	// A pipe that closes early, as with `head`, is not an error.
	if (code === 'EPIPE') process.exit(exitCodes.done);
	printError(unprintedError(code ?? message, lastChange), argv.includes('--json'), io);
	process.exit(exitCodes.unprinted);
});
// When stderr is closed, only the exit code can report an error.
process.stderr.on('error', () => {});

process.exitCode = await run(argv, io);
