#!/usr/bin/env node
import { version } from 'candor:contents';
/** The program of the single-file build: gives the command line the package that is inside the file. */
import { fileURLToPath } from 'node:url';
import { embedPackage } from '../../server/core/embedded-package.ts';
import { embeddedFile } from './embedded-file.mjs';

const workerArgument = 'candor-worker-process';
embedPackage({
	version,
	program: fileURLToPath(import.meta.url),
	workerArgument,
	file: embeddedFile,
	sqliteDriver: () => require('libsql'),
});
// Imported afterwards, because modules read the package when they are loaded.
if (process.argv[2] === workerArgument && process.send)
	await import('../../server/streaming/workers/worker.ts');
else await import('../../server/cli/main.ts');
