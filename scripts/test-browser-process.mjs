/** The browser tests as a process of its own, beside others. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { runBrowserTests } from './test-browser.mjs';

const own = fileURLToPath(import.meta.url);

/**
 * Starts, and returns a function that shows what was printed, waits for the end, and returns how many tests passed, failed and
 * were skipped.
 *
 * @param {readonly string[]} files
 */
export function startBrowserTests(files) {
	const child = fork(own, files, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
	// Held back, so that the words of two do not mix; without a limit, or the process would wait for somebody to read.
	const printed = new PassThrough({ highWaterMark: Number.MAX_SAFE_INTEGER });
	child.stdout?.pipe(printed);
	// One that ends without a word has failed.
	let counts = { passed: 0, failed: 1, skipped: 0 };
	child.on('message', (/** @type {typeof counts} */ told) => {
		counts = told;
	});
	const ended = once(child, 'close');
	return async () => {
		await Promise.all([pipeline(printed, process.stdout, { end: false }), ended]);
		return counts;
	};
}

if (process.argv[1] === own) {
	const { all } = await runBrowserTests(process.argv.slice(2));
	process.send?.(all);
	process.disconnect();
}
