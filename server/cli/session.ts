/** What every command is given: the server, the terminal's style, and the one place where an answer is printed. */
import type { Command } from 'commander';
import picocolors from 'picocolors';
import { type Client, createClient } from './client.ts';
import { harmless, harmlessJson } from './harmless.ts';
import type { Io } from './io.ts';
import type { Style } from './render/style.ts';
import { type GlobalOptions, readSettings, wantsColours } from './settings.ts';

export interface Session {
	readonly io: Io;
	readonly json: boolean;
	readonly client: Client;
	/** Where the server is. */
	readonly url: URL;
	readonly style: Style;
	/** Prints the command's answer: the JSON document, or the lines of words. Called once per command. */
	answer(value: unknown, lines: () => readonly string[]): void;
	/** Tells what goes on meanwhile, on stderr; silent under `--json`, which leaves stderr to the error. */
	aside(line: string): void;
}

export function openSession(io: Io, command: Command): Session {
	const options = command.optsWithGlobals<GlobalOptions>();
	const json = options.json === true;
	const aside = (line: string): void => {
		if (!json) io.stderr.write(`${harmless(line)}\n`);
	};
	const settings = readSettings(io, options);
	const client = createClient(io, settings, (milliseconds, attempt) =>
		aside(
			`The server does not answer (attempt ${attempt}). Trying again in ${(milliseconds / 1000).toFixed(1)} s.`,
		),
	);
	return {
		io,
		json,
		client,
		url: settings.url,
		// Made anew each time: what is printed is said as of now, not of when the command began.
		get style() {
			return styleOf(io);
		},
		aside,
		answer(value, lines) {
			io.stdout.write(
				json
					? `${harmlessJson(value)}\n`
					: lines()
							.map((line) => `${line}\n`)
							.join(''),
			);
		},
	};
}

export const styleOf = (io: Io): Style => ({
	colours: picocolors.createColors(wantsColours(io)),
	columns: io.stdout.isTTY ? (io.stdout.columns ?? 80) : Number.POSITIVE_INFINITY,
	now: io.now(),
	timeZone: io.timeZone,
});
