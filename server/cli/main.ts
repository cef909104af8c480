#!/usr/bin/env node
/** The `candor` programme: gives the command line this process's own terminal, clock and network. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { run } from './run.ts';

const { version } = createRequire(import.meta.url)('candor/package.json') as { version: string };

// A reader that closes early, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code !== 'EPIPE') throw error;
	process.exit(0);
});

function interruption(): AbortSignal {
	const controller = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
	return controller.signal;
}

/** An abort is an end like any other. */
const sleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
	await wait(milliseconds, undefined, signal && { signal }).catch(() => {});
};

process.exitCode = await run(process.argv.slice(2), {
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
	version,
});
