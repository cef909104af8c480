/** `--starts` and `--ends`: the window of maintenance. */
import { type Command, Option } from 'commander';
import { CliError } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { parseTime } from './time.ts';

export interface WindowOptions {
	readonly starts?: string;
	readonly ends?: string;
}

export function addWindowOptions(
	command: Command,
	io: Io,
	help: { readonly starts: string; readonly ends: string },
): Command {
	const parse = (text: string): string => parseTime(text, io.now());
	return command
		.addOption(new Option('--starts <when>', help.starts).argParser(parse))
		.addOption(new Option('--ends <when>', help.ends).argParser(parse));
}

/** The window; `undefined` if neither option is given. A window without a start begins now. */
export function windowFrom(
	{ starts, ends }: WindowOptions,
	now: number,
): { readonly start: string; readonly end: string } | undefined {
	if (starts === undefined && ends === undefined) return undefined;
	if (ends === undefined)
		throw new CliError('usage', '--starts needs --ends: give the time when the work will end.');
	const start = starts ?? new Date(now).toISOString();
	if (start >= ends)
		throw new CliError('usage', '--ends must be later than --starts. In both, a duration counts from now.');
	return { start, end: ends };
}
