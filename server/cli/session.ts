/** What every command needs: the API client, the terminal's style, and the functions that print. */
import type { Command } from 'commander';
import { type ApiClient, createClient } from './api/client.ts';
import { DryRunEnd } from './dry-run-end.ts';
import type { Io } from './io.ts';
import type { DryRunOptions } from './options/write-options.ts';
import { type Style, styleOf } from './render/style.ts';
import { type GlobalOptions, readSettings, type Settings } from './settings.ts';
import { safeJson, sanitize } from './terminal-text.ts';

/** Where a command prints. */
export interface CommandOutput {
	readonly json: boolean;
	/** Read it again for every output: it holds the current time. */
	readonly style: Style;
	/** Prints the result: `value` as JSON with `--json`, else `lines`. Call it once per command. */
	printResult(value: unknown, lines: () => readonly string[]): void;
	/** Prints a line to stderr, but nothing with `--json`, where stderr is for the error alone. */
	printProgress(line: string): void;
}

export interface Session extends CommandOutput {
	readonly io: Io;
	readonly client: ApiClient;
	/** The server's address and where it comes from, and the token. */
	readonly settings: Settings;
	/** Whether every write of the command is a dry run. */
	readonly isDryRun: boolean;
}

/** For a command that sends no request. */
export function openOutput(io: Io, command: Command): CommandOutput {
	const json = command.optsWithGlobals<GlobalOptions>().json === true;
	return {
		json,
		get style() {
			return styleOf(io);
		},
		printProgress(line) {
			if (!json) io.stderr.write(`${sanitize(line)}\n`);
		},
		printResult(value, lines) {
			const text = () =>
				lines()
					.map((line) => `${line}\n`)
					.join('');
			io.stdout.write(json ? `${safeJson(value)}\n` : text());
		},
	};
}

export function openSession(io: Io, command: Command): Session {
	const output = openOutput(io, command);
	const options = command.optsWithGlobals<GlobalOptions & DryRunOptions>();
	const settings = readSettings(io, options);
	const client = createClient(io, settings, output.printProgress);
	const session: Session = {
		...output,
		// A copy of the object would hold the time of now for ever.
		get style() {
			return styleOf(io);
		},
		io,
		client,
		settings,
		isDryRun: options.dryRun === true,
	};
	return options.dryRun ? { ...session, client: { ...client, write: dryRunOf(session) } } : session;
}

/**
 * In place of a write. It ends the command, because what follows a write prints what was published.
 */
const dryRunOf =
	(session: Session): ApiClient['write'] =>
	async (request) => {
		const result = await session.client.dryRun(request);
		const { printDryRun } = await import('./render/dry-run.ts');
		await printDryRun(session, result);
		throw new DryRunEnd();
	};
