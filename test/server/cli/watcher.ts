/** A running `candor watch`, or another command that lasts, whose lines can be waited for. */
import type { TestContext } from 'node:test';
import type { Io } from '../../../server/cli/io.ts';
import { operate, type Result } from './operator.ts';

export interface Watcher {
	readonly lines: string[];
	/** The first line, from the beginning, that the pattern fits, as soon as there is one. */
	line(pattern: RegExp): Promise<string>;
	/** Ends the command as Ctrl+C does. */
	end(): Promise<Result>;
	/** When the command ends by itself. */
	readonly ended: Promise<Result>;
}

interface Watch {
	readonly command?: string;
	readonly argv?: readonly string[];
	readonly io?: Partial<Io>;
	readonly clock?: { now: number };
	readonly environment?: Readonly<Record<string, string>>;
}

export function watch(
	context: TestContext,
	url: string,
	{ command = 'watch', argv = [], io = {}, clock, environment = {} }: Watch = {},
): Watcher {
	const interruption = new AbortController();
	const lines: string[] = [];
	const waiting = new Set<() => void>();
	const stdout = {
		write(text: string) {
			lines.push(...text.trimEnd().split('\n'));
			for (const look of waiting) look();
		},
	};
	// A pause lasts no longer than it takes others to have their turn; what waits for the clock waits for its signal.
	const sleep = (_milliseconds: number, signal?: AbortSignal): Promise<void> =>
		new Promise((resolve) => {
			if (signal === interruption.signal) setImmediate(resolve);
			signal?.addEventListener('abort', () => resolve());
		});
	const ended = operate([command, ...argv], {
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
				const look = (): void => {
					const found = lines.find((line) => pattern.test(line));
					if (found === undefined) return;
					waiting.delete(look);
					resolve(found);
				};
				waiting.add(look);
				look();
				ended.then(
					({ code, err }) => reject(new Error(`${command} ended with ${code} before ${pattern}: ${err}`)),
					reject,
				);
			}),
	};
}
