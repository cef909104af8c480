/** Months in UTC. Times are epoch milliseconds. */

export interface Month {
	/** `YYYY-MM`. */
	readonly name: string;
	readonly from: number;
	/** Exclusive: the beginning of the next month. */
	readonly until: number;
}

/** The last months, the present one included, the oldest first. */
export function lastMonths(now: number, count: number): Month[] {
	const today = new Date(now);
	const begin = (ago: number): number => Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - ago);
	return Array.from({ length: count }, (_, index): Month => {
		const ago = count - 1 - index;
		const from = begin(ago);
		return { name: new Date(from).toISOString().slice(0, 7), from, until: begin(ago - 1) };
	});
}
