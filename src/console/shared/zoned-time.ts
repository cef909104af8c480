/** Times on the clocks of a zone, as instants. Pure: the rules of the zones are those of `Intl`. */

const minute = 60_000;

/** How far the clocks of a zone are ahead of UTC at an instant, milliseconds. */
function offsetAt(instant: number, zone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
	}).formatToParts(instant);
	const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
	const local = Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'));
	return local - Math.floor(instant / minute) * minute;
}

/**
 * The instants at which the clocks of a zone show a time: one, none when clocks are set forward over
 * it, two when they are set back. The first is the earlier one.
 *
 * @param day - `2027-03-28`.
 * @param time - `02:30`.
 * @param zone - An IANA name such as `Europe/Berlin`.
 */
export function instantsOf(day: string, time: string, zone: string): readonly string[] {
	const local = Date.parse(`${day}T${time}:00Z`);
	if (Number.isNaN(local)) return [];
	const offsets = new Set([-1, 1].map((days) => offsetAt(local + days * 24 * 60 * minute, zone)));
	return [...offsets]
		.map((offset) => local - offset)
		.filter((instant) => offsetAt(instant, zone) === local - instant)
		.sort((a, b) => a - b)
		.map((instant) => new Date(instant).toISOString());
}

/** The day after a day: `2027-03-29`. */
export const dayAfter = (day: string): string =>
	new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * minute).toISOString().slice(0, 10);

export interface Window {
	readonly start: string;
	readonly end: string;
}

/**
 * A window from a time of a day until another time, which is on the next day when it is not later.
 * Resolves to a sentence where the zone's clocks do not show one of the times, or show it twice.
 */
export function windowOf(day: string, from: string, until: string, zone: string): Window | string {
	const lastDay = until > from ? day : dayAfter(day);
	const times = [
		[day, from],
		[lastDay, until],
	] as const;
	const instants: string[] = [];
	for (const [date, time] of times) {
		const [first, second] = instantsOf(date, time, zone);
		if (first === undefined)
			return `The clocks in ${zone} do not show ${time} on ${date}: they are set forward. Choose another time.`;
		if (second !== undefined)
			return `The clocks in ${zone} show ${time} twice on ${date}: they are set back. Choose another time.`;
		instants.push(first);
	}
	const [start = '', end = ''] = instants;
	return { start, end };
}
