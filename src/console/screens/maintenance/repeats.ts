/** How maintenance that is announced on a day may recur. Pure. */

const days = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const places = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

/** `null`: the operator writes the rule. */
export interface Repeat {
	readonly id: string;
	readonly label: string;
	readonly rrule: string | null;
}

export const once = 'once';

/** @param day - `2027-03-28`; empty: none is chosen yet. */
export function repeatsFor(day: string): readonly Repeat[] {
	const at = new Date(`${day}T00:00:00Z`);
	const custom = { id: 'custom', label: 'By a rule', rrule: null };
	if (Number.isNaN(at.getTime())) return [custom];
	const weekday = at.getUTCDay();
	const [short, name] = [days[weekday], names[weekday]];
	const date = at.getUTCDate();
	const place = Math.ceil(date / 7);
	const isLast = new Date(at.getTime() + 7 * 86_400_000).getUTCMonth() !== at.getUTCMonth();
	return [
		{ id: 'week', label: `Every ${name}`, rrule: `FREQ=WEEKLY;BYDAY=${short}` },
		{ id: 'fortnight', label: `Every other ${name}`, rrule: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${short}` },
		...(place < 5
			? [
					{
						id: 'place',
						label: `Every ${places[place - 1]} ${name} of a month`,
						rrule: `FREQ=MONTHLY;BYDAY=${place}${short}`,
					},
				]
			: []),
		...(isLast
			? [{ id: 'last', label: `Every last ${name} of a month`, rrule: `FREQ=MONTHLY;BYDAY=-1${short}` }]
			: []),
		{ id: 'date', label: `On day ${date} of every month`, rrule: `FREQ=MONTHLY;BYMONTHDAY=${date}` },
		custom,
	];
}

/** How long it is from a time of day until another, which is on the next day when it is not later. */
export function lengthOf(from: string, until: string): string {
	const minutes = (time: string): number => {
		const [hour = 0, minute = 0] = time.split(':').map(Number);
		return hour * 60 + minute;
	};
	const length = minutes(until) - minutes(from);
	return `${length > 0 ? length : length + 24 * 60}m`;
}
