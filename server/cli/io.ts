/** Everything that the command line reaches outside itself. Given by `main.ts`, or by a test. */
import type { Expected } from './expected.ts';

/** Where words go; a terminal says so and how wide it is. */
export interface Output {
	write(text: string): unknown;
	readonly isTTY?: boolean | undefined;
	readonly columns?: number | undefined;
}

export interface Io {
	/** The process's environment; only `settings.ts`, `bucket.ts` and the server's `config.ts` look into it. */
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly stdout: Output;
	readonly stderr: Output;
	readonly fetch: typeof fetch;
	readonly readFile: (path: string) => Promise<string>;
	readonly readStdin: () => Promise<string>;
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** From 0 up to 1. */
	readonly random: () => number;
	/** A name that nobody used before. */
	readonly newId: () => string;
	/** Ends after so many milliseconds, or at once when the signal aborts; never rejects. */
	readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
	/** Aborts after so many milliseconds. */
	readonly timeout: (milliseconds: number) => AbortSignal;
	/** Aborts when the operator ends a running command, as with Ctrl+C. */
	readonly interruption: () => AbortSignal;
	/** Hears of a change as soon as it has been made, for when nothing can be printed any more. */
	readonly changed: (change: Expected) => void;
	/** An IANA zone; left out, the operator's own. */
	readonly timeZone?: string;
	readonly version: string;
}
