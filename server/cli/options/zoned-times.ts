/**
 * Local times of a named zone, with Temporal: it says when a local time does not exist or exists
 * twice, where a clock changes, instead of choosing silently.
 */
import { Temporal } from 'temporal-polyfill';
import { CliError } from '../cli-error.ts';
import { type LocalTimes, localTimeOf, type Weekday, weekdays } from './local-time.ts';

/** `now`: epoch milliseconds; days such as "tue" count from it. Throws a CliError for no zone. */
export function zonedTimes(zone: string, now: number): LocalTimes {
	assertZone(zone, now);
	return {
		read(text, weekday) {
			const local = plainTime(text, zone, now, weekday);
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
export function clockTimeIn(zone: string, text: string, now: number): string {
	assertZone(zone, now);
	return plainTime(text, zone, now).toString({ smallestUnit: 'minute' });
}

const dayIn = (zone: string, at: number): Temporal.PlainDate =>
	Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();

function assertZone(zone: string, now: number): void {
	try {
		dayIn(zone, now);
	} catch {
		throw new CliError(
			'usage',
			`There is no time zone "${zone}". Use a name such as Europe/Berlin or America/New_York.`,
		);
	}
}

/** A weekday is the next one: today, if the time is still to come. `last`: the last one that has passed. */
function plainTime(
	text: string,
	zone: string,
	now: number,
	weekday: Weekday = { after: now },
): Temporal.PlainDateTime {
	const parts = localTimeOf(text);
	if (!parts) throw new CliError('usage', `"${text}" is not a time of day.`);
	const { date, day, hour, minute } = parts;
	const time = { hour, minute };
	if (date !== undefined) return Temporal.PlainDate.from(date).toPlainDateTime(time);
	const named = namedDays[day ?? ''];
	if (named !== undefined) return dayIn(zone, now).add({ days: named }).toPlainDateTime(time);
	const from = weekday === 'last' ? now : weekday.after;
	const fromDay = dayIn(zone, from);
	const days = (weekdays.indexOf(day ?? '') + 8 - fromDay.dayOfWeek) % 7;
	const next = fromDay.add({ days }).toPlainDateTime(time);
	const isLater = next.toZonedDateTime(zone).epochMilliseconds > from;
	if (weekday === 'last') return isLater ? next.subtract({ days: 7 }) : next;
	return isLater ? next : next.add({ days: 7 });
}

/** In days from today. */
const namedDays: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };

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
