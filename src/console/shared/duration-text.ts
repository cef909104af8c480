/** A duration such as `1h30m` for people: "1 h 30 min". */
export const durationText = (duration: string): string =>
	duration
		.replace(/(\d+)(d|h|m|s)(?=\d|$)/g, (_, count: string, unit: string) => `${count} ${units[unit]} `)
		.trim();

const units: Readonly<Record<string, string>> = { d: 'd', h: 'h', m: 'min', s: 's' };

/** Seconds for people, in the largest unit that is full: "90" is "1 min". */
export function secondsText(seconds: number): string {
	const [unit, size] = scales.find(([, each]) => seconds >= each) ?? ['s', 1];
	return `${Math.floor(seconds / size)} ${unit}`;
}

const scales: readonly (readonly [string, number])[] = [
	['d', 86_400],
	['h', 3_600],
	['min', 60],
];
