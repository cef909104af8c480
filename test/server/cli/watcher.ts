/** Runs `candor watch`, or another command that does not end by itself, and waits for its lines. */
import type { TestContext } from 'node:test';
import type { Io } from '../../../server/cli/io.ts';
import { type Result, runCli } from './harness.ts';

export interface Watcher {
	/** The lines of standard output so far. */
	readonly lines: string[];
	/**
	 * Waits for a line that matches, and returns the first one. Rejects if the command ends before.
	 */
	line(pattern: RegExp): Promise<string>;
	/** Ends the command like Ctrl+C. */
	end(): Promise<Result>;
	/** Resolves when the command has ended. */
	readonly ended: Promise<Result>;
}

interface WatchOptions {
	readonly command?: string;
	readonly argv?: readonly string[];
	readonly io?: Partial<Io>;
	readonly clock?: { now: number };
	readonly environment?: Readonly<Record<string, string>>;
}

export function watch(
	context: TestContext,
	url: string,
	{ command = 'watch', argv = [], io = {}, clock, environment = {} }: WatchOptions = {},
): Watcher {
	const interruption = new AbortController();
	const lines: string[] = [];
	const waiting = new Set<() => void>();
	const stdout = {
		write(text: string) {
			lines.push(...text.trimEnd().split('\n'));
			for (const check of waiting) check();
		},
	};
	// Delays before a reconnect take one turn of the event loop. Timers of the printer never fire.
	const sleep = (_ms: number, signal?: AbortSignal): Promise<void> =>
		new Promise((resolve) => {
			if (signal === interruption.signal) setImmediate(resolve);
			signal?.addEventListener('abort', () => resolve());
		});
	const ended = runCli([command, ...argv], {
		url,
		environment,
		...(clock && { clock }),
		io: { stdout, sleep, interruption: () => interruption.signal, ...io },
	});
	const end = (): Promise<Result> => {
		interruption.abort();
		return ended;
	};
	context.after(end);
	return {
		lines,
		ended,
		end,
		line: (pattern) =>
			new Promise((resolve, reject) => {
				const check = (): void => {
					const found = lines.find((line) => pattern.test(line));
					if (found === undefined) return;
					waiting.delete(check);
					resolve(found);
				};
				waiting.add(check);
				check();
				ended.then(
					({ code, err }) => reject(new Error(`${command} ended with ${code} before ${pattern}: ${err}`)),
					reject,
				);
			}),
	};
}
