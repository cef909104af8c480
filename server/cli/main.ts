#!/usr/bin/env node
/**
 * The `candor` program: connects the command line to this process's terminal, clock and network.
 */
import { exitCodes } from './exit-codes.ts';
import type { CompletedChange, Io } from './io.ts';
import { printError, unprintedError } from './print-error.ts';
import { processIo } from './process-io.ts';
import { run } from './run.ts';

const argv = process.argv.slice(2);
let lastChange: CompletedChange | null = null;
const io: Io = {
	...processIo,
	onChange: (change) => {
		lastChange = change;
	},
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
