/** A duration such as `1h30m` for people: "1 h 30 min". */
export const durationText = (duration: string): string =>
	duration
		.replace(/(\d+)(d|h|m|s)(?=\d|$)/g, (_, count: string, unit: string) => `${count} ${units[unit]} `)
		.trim();

const units: Readonly<Record<string, string>> = { d: 'd', h: 'h', m: 'min', s: 's' };
