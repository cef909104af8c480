/** The options for backdated notices and updates: `--started`, `--ended` and `--at`. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseTime, type ReadTime } from './time.ts';

export interface PastSpanOptions {
	readonly started?: string;
	readonly ended?: string;
}

/**
 * As {@link parseTime}, but a duration counts back, so `+2h` would mean the opposite of what it
 * says.
 */
function parsePastTime(text: string): string {
	if (!text.startsWith('+')) return parseTime(text);
	throw new InvalidArgumentError('Write how long ago, such as 20m or 2h, or a time in the past.');
}

const pastOption = (name: string, help: string): Option =>
	new Option(`--${name} <when>`, help).argParser(parsePastTime);

export const addPastSpanOptions = (command: Command): Command =>
	command
		.addOption(pastOption('started', 'when it began: 20m or 2h ago, or an instant (default: now)'))
		.addOption(pastOption('ended', 'with --started: it is over, and only part of the history'));

export const pastUpdateOption = (): Option =>
	pastOption('at', 'tell it late: 20m or 2h ago, or an instant; it only adds words to the timeline');

/** The fields of a request body. */
export const pastSpanFrom = ({ started, ended }: PastSpanOptions, time: ReadTime): PastSpanOptions => ({
	...(started !== undefined && { started: time(started, 'past') }),
	...(ended !== undefined && { ended: time(ended, 'past') }),
});
