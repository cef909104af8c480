/**
 * Everything outside the process that the command line uses. `main.ts` provides it, or a test does.
 */

import type { Readable, Writable } from 'node:stream';
import type { HttpFetch } from './http-fetch.ts';

/** Standard output or standard error. A terminal sets `isTTY` and its size. */
export interface Output {
	write(text: string): unknown;
	readonly isTTY?: boolean | undefined;
	readonly columns?: number | undefined;
	readonly rows?: number | undefined;
}

/** A change that the server has confirmed. */
export interface CompletedChange {
	/** What is true now, without a full stop: "It is published". */
	readonly statement: string;
	/** The command that shows the change: `candor list`. */
	readonly checkWith: string;
}

/** Both ends of a terminal, for questions that draw themselves, or of a protocol. */
export interface Terminal {
	readonly input: Readable;
	readonly output: Writable;
}

export interface Io {
	/**
	 * Variables of the process. Read by `settings`, `style`, `mirror-target` and the server's
	 * settings.
	 */
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly stdout: Output;
	readonly stderr: Output;
	readonly fetch: HttpFetch;
	readonly readFile: (path: string) => Promise<string>;
	/** Writes a new file that only the operator can read. Rejects if it exists. */
	readonly writeFile: (path: string, text: string) => Promise<void>;
	readonly readStdin: () => Promise<string>;
	/** Asks on the terminal and returns the answer. Missing: there is no terminal. */
	readonly ask?: (question: string) => Promise<string>;
	/** The same, for a secret: what is typed is not shown. */
	readonly askSecret?: (question: string) => Promise<string>;
	/** For `candor open`, which asks what is missing. Missing: there is no terminal. */
	readonly terminal?: Terminal;
	/** Standard input and output, for `candor mcp`, which speaks a protocol. Missing: there are none. */
	readonly stdio?: Terminal;
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** Milliseconds that no change of the system's clock affects; for durations only. */
	readonly monotonicNow: () => number;
	/** From 0 (inclusive) to 1 (exclusive). */
	readonly random: () => number;
	/** A new unique id. */
	readonly newId: () => string;
	/** Resolves after `ms`, or at once when the signal aborts; never rejects. */
	readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
	/** A signal that aborts after `ms`. */
	readonly timeout: (ms: number) => AbortSignal;
	/** A signal that aborts when the operator stops the command, for example with Ctrl+C. */
	readonly interruption: () => AbortSignal;
	/** Called when a change is confirmed, in case its result cannot be printed afterwards. */
	readonly onChange: (change: CompletedChange) => void;
	/** IANA name; default: the operator's own zone. */
	readonly timeZone?: string;
	readonly version: string;
}
