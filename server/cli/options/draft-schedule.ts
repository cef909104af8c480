/** `--publish-at` and `--discard-at`: when the server publishes or discards a draft by itself. */
import { type Command, Option } from 'commander';
import { parseTime, type ReadTime } from './time.ts';

export interface ScheduleOptions {
	/** `false`: removes the time. */
	readonly publishAt?: string | false;
	readonly discardAt?: string | false;
}

const options = {
	'publish-at': 'the server publishes the draft at this time: 2h, an instant, or "tue 09:00" with --zone',
	'discard-at': 'the server discards the draft at this time, unless it was published before',
} as const;

export function addScheduleOptions(command: Command, { removable = false } = {}): Command {
	for (const [name, help] of Object.entries(options)) {
		command.addOption(new Option(`--${name} <when>`, help).argParser(parseTime));
		if (removable) command.option(`--no-${name}`, 'remove this time');
	}
	return command;
}

/** The fields that the options give. */
export const scheduleFrom = ({ publishAt, discardAt }: ScheduleOptions, time: ReadTime) => ({
	...fieldOf('publishAt', publishAt, time),
	...fieldOf('discardAt', discardAt, time),
});

// Commander makes `true` the value of an option that only has a form with "no-".
function fieldOf(name: keyof ScheduleOptions, value: string | boolean | undefined, time: ReadTime) {
	if (value === false) return { [name]: null };
	return typeof value === 'string' ? { [name]: time(value) } : {};
}
