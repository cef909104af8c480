/** The options of commands that change something, mostly for scripts. */
import { type Command, Option } from 'commander';
import { parseInteger } from './parsers.ts';

export interface WriteOptions extends DryRunOptions {
	readonly ifMatch?: number;
	readonly idempotencyKey?: string;
}

export interface DryRunOptions {
	readonly dryRun?: boolean;
}

/** The session reads it: every write of the command becomes a dry run. */
export const addDryRunOption = (command: Command): Command =>
	command.option('--dry-run', 'show what would change and what customers would read; publish nothing');

export const addKeyOption = (command: Command): Command =>
	addDryRunOption(command).option(
		'--idempotency-key <key>',
		'for scripts that repeat a command: the server carries it out once for each key',
	);

/** `[what, printedBy]`: the record, and the command that prints its `seq`. Default: a notice. */
export const addWriteOptions = (
	command: Command,
	[what, printedBy]: readonly [string, string] = ['the notice', 'candor show'],
): Command =>
	addKeyOption(
		command.addOption(
			new Option(
				'--if-match <seq>',
				`only if ${what} has not changed since "${printedBy}" printed this seq`,
			).argParser(parseInteger),
		),
	);
