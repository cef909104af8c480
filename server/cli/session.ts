/** What every command needs: the API client, the terminal's style, and the functions that print. */
import type { Command } from 'commander';
import { type ApiClient, createClient } from './api/client.ts';
import type { Io } from './io.ts';
import { type Style, styleOf } from './render/style.ts';
import { type GlobalOptions, readSettings, type Settings } from './settings.ts';
import { safeJson, sanitize } from './terminal-text.ts';

export interface Session {
	readonly io: Io;
	readonly json: boolean;
	readonly client: ApiClient;
	/** The server's address and where it comes from, and the token. */
	readonly settings: Settings;
	/** Read it again for every output: it holds the current time. */
	readonly style: Style;
	/** Prints the result: `value` as JSON with `--json`, else `lines`. Call it once per command. */
	printResult(value: unknown, lines: () => readonly string[]): void;
	/** Prints a line to stderr, but nothing with `--json`, where stderr is for the error alone. */
	printProgress(line: string): void;
}

export async function openSession(io: Io, command: Command): Promise<Session> {
	const options = command.optsWithGlobals<GlobalOptions>();
	const json = options.json === true;
	const printProgress = (line: string): void => {
		if (!json) io.stderr.write(`${sanitize(line)}\n`);
	};
	const settings = await readSettings(io, options);
	return {
		io,
		json,
		client: createClient(io, settings, printProgress),
		settings,
		get style() {
			return styleOf(io);
		},
		printProgress,
		printResult(value, lines) {
			io.stdout.write(
				json
					? `${safeJson(value)}\n`
					: lines()
							.map((line) => `${line}\n`)
							.join(''),
			);
		},
	};
}
