/** `--starts` and `--ends`: the window of maintenance. */
import { type Command, Option } from 'commander';
import { CliError } from '../cli-error.ts';
import { assertOrder, parseTime, type ReadTime } from './time.ts';

export interface WindowOptions {
	readonly starts?: string;
	readonly ends?: string;
	readonly endsByClock?: boolean;
}

export function addWindowOptions(
	command: Command,
	help: { readonly starts: string; readonly ends: string },
): Command {
	return command
		.addOption(new Option('--starts <when>', help.starts).argParser(parseTime))
		.addOption(new Option('--ends <when>', help.ends).argParser(parseTime))
		.option('--ends-by-clock', 'maintenance: it completes at its end (default: you resolve it)')
		.option('--no-ends-by-clock', 'maintenance: you resolve it, also past its end');
}

/** The ends of a window that are given. */
export interface WindowFields {
	readonly window?: { readonly start?: string; readonly end?: string };
	readonly endsByClock?: boolean;
}

/** What the options change of the window; empty if none is given. */
export const changedWindow = (
	{ starts, ends, endsByClock }: WindowOptions,
	time: ReadTime,
): WindowFields => ({
	...((starts !== undefined || ends !== undefined) && {
		window: {
			...(starts !== undefined && { start: time(starts) }),
			...(ends !== undefined && { end: starts === undefined ? time(ends) : time(ends, { after: starts }) }),
		},
	}),
	...(endsByClock !== undefined && { endsByClock }),
});

/** The window of a new notice. Without a start it begins now, by the server's clock. */
export function newWindow(options: WindowOptions, time: ReadTime): WindowFields {
	if (options.starts !== undefined && options.ends === undefined)
		throw new CliError('usage', '--starts needs --ends: give the time when the work will end.');
	if (options.starts !== undefined && options.ends !== undefined)
		assertOrder(
			options.starts,
			options.ends,
			'--ends must be later than --starts. In both, a duration counts from now.',
		);
	return changedWindow(options, time);
}
