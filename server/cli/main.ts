#!/usr/bin/env node
/** The `candor` programme: gives the command line this process's own terminal, clock and network. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { exitCodes } from './exit.ts';
import type { Expected } from './expected.ts';
import type { Io } from './io.ts';
import { report, unprinted } from './print-failure.ts';
import { run } from './run.ts';

const { version } = createRequire(import.meta.url)('candor/package.json') as { version: string };

function interruption(): AbortSignal {
	const controller = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
	return controller.signal;
}

/** An abort is an end like any other. */
const sleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
	await wait(milliseconds, undefined, signal && { signal }).catch(() => {});
};

const argv = process.argv.slice(2);
let change: Expected | null = null;
const io: Io = {
	environment: process.env,
	stdout: process.stdout,
	stderr: process.stderr,
	fetch,
	readFile: (path) => readFile(path, 'utf8'),
	readStdin: () => text(process.stdin),
	now: Date.now,
	random: Math.random,
	newId: randomUUID,
	sleep,
	timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
	interruption,
	changed: (made) => {
		change = made;
	},
	version,
};

process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
	// A reader that closes early, such as `head`, is no error.
	if (code === 'EPIPE') process.exit(exitCodes.done);
	report(unprinted(code ?? message, change), argv.includes('--json'), io);
	process.exit(exitCodes.unprinted);
});
// Where errors cannot be printed, the exit code alone is left to tell of them.
process.stderr.on('error', () => {});

process.exitCode = await run(argv, io);
