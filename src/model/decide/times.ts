/** Times of commands: a duration counts from the time of the decision, by the server's clock. */
import type { Command } from '../commands/command.ts';
import { parseDuration } from '../duration.ts';

/** The instant of a time that is an instant or a duration. */
export function instantOf(time: string, now: string, direction: 1 | -1 = 1): string {
	const durationMs = parseDuration(time);
	return durationMs === null ? time : new Date(Date.parse(now) + direction * durationMs).toISOString();
}

/** The fields of commands that are a time, or an object of times. */
const timeFields = [
	'promise',
	'estimate',
	'window',
	'expiresAt',
	'quietUntil',
	'until',
	'publishAt',
	'discardAt',
] as const;

/** The fields of commands that are a time in the past: a duration counts back. */
const pastFields = ['started', 'ended', 'at'] as const;

/** The command with instants in place of durations that count back. */
export function withPastInstants<Given extends Command>(command: Given, now: string): Given {
	const fields = command as Readonly<Record<string, unknown>>;
	const past = pastFields.flatMap((name) => {
		const value = fields[name];
		return typeof value === 'string' ? [[name, instantOf(value, now, -1)] as const] : [];
	});
	return { ...command, ...Object.fromEntries(past) };
}

/** The command with instants in place of durations. */
export function withInstants<Given extends Command>(command: Given, now: string): Given {
	const resolved = (time: unknown): unknown => (typeof time === 'string' ? instantOf(time, now) : time);
	const fields = command as Readonly<Record<string, unknown>>;
	const times = timeFields.flatMap((name) => {
		const value = fields[name];
		if (typeof value !== 'object' || value === null)
			return value === undefined ? [] : [[name, resolved(value)] as const];
		return [
			[name, Object.fromEntries(Object.entries(value).map(([key, time]) => [key, resolved(time)]))] as const,
		];
	});
	return { ...withPastInstants(command, now), ...Object.fromEntries(times) };
}
