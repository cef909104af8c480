/**
 * Local times of a named zone, with Temporal: it says when a local time does not exist or exists
 * twice, where a clock changes, instead of choosing silently.
 */
import { Temporal } from 'temporal-polyfill';
import { CliError } from '../cli-error.ts';
import { type LocalTimes, localTimeOf, weekdays } from './local-time.ts';

/** `now`: epoch milliseconds; days such as "tue" count from it. Throws a CliError for no zone. */
export function zonedTimes(zone: string, now: number): LocalTimes {
	const today = todayIn(zone, now);
	return {
		read(text) {
			const local = plainTime(text, today, zone, now);
			const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
				local.toZonedDateTime(zone, { disambiguation }),
			) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
			if (earlier.epochMilliseconds !== later.epochMilliseconds)
				throw new CliError('usage', unclear(text, local, earlier, later));
			return { instant: utc(earlier), echo: `${text} is ${inZone(earlier)} = ${inUtc(earlier)}.` };
		},
	};
}

/** A local time on the clocks of a zone, also where a clock change skips it: `2027-03-28T02:00`. */
export const clockTimeIn = (zone: string, text: string, now: number): string =>
	plainTime(text, todayIn(zone, now), zone, now).toString({ smallestUnit: 'minute' });

function todayIn(zone: string, now: number): Temporal.PlainDate {
	try {
		return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
	} catch {
		throw new CliError(
			'usage',
			`There is no time zone "${zone}". Use a name such as Europe/Berlin or America/New_York.`,
		);
	}
}

/** A weekday is the next one: today, if the time is still to come. */
function plainTime(
	text: string,
	today: Temporal.PlainDate,
	zone: string,
	now: number,
): Temporal.PlainDateTime {
	const parts = localTimeOf(text);
	if (!parts) throw new CliError('usage', `"${text}" is not a time of day.`);
	const { date, day, hour, minute } = parts;
	const time = { hour, minute };
	if (date !== undefined) return Temporal.PlainDate.from(date).toPlainDateTime(time);
	if (day === 'today') return today.toPlainDateTime(time);
	if (day === 'tomorrow') return today.add({ days: 1 }).toPlainDateTime(time);
	const days = (weekdays.indexOf(day ?? '') + 8 - today.dayOfWeek) % 7;
	const next = today.add({ days }).toPlainDateTime(time);
	const hasPassed = next.toZonedDateTime(zone).epochMilliseconds <= now;
	return hasPassed ? next.add({ days: 7 }) : next;
}

const utc = (time: Temporal.ZonedDateTime): string => new Date(time.epochMilliseconds).toISOString();

const inZone = (time: Temporal.ZonedDateTime): string =>
	`${time.toPlainDate().toString()} ${time.toPlainTime().toString({ smallestUnit: 'minute' })} in ${time.timeZoneId} (UTC${time.offset})`;

const inUtc = (time: Temporal.ZonedDateTime): string => `${utc(time).slice(0, 16).replace('T', ' ')} UTC`;

/** The sentence for a local time with two readings. */
function unclear(
	text: string,
	local: Temporal.PlainDateTime,
	earlier: Temporal.ZonedDateTime,
	later: Temporal.ZonedDateTime,
): string {
	const isMissing = !earlier.toPlainDateTime().equals(local);
	const what = isMissing
		? `"${text}" does not exist in ${earlier.timeZoneId}: the clock skips it`
		: `"${text}" exists twice in ${earlier.timeZoneId}: the clock is set back`;
	const readings = [earlier, later].map((time) => `${utc(time).slice(0, 16)}Z (${inZone(time)})`);
	return `${what}. Write one of these instants instead: ${readings.join(', or ')}.`;
}
