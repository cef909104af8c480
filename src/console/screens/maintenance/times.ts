/** Windows in words, on the clocks of a zone and in UTC. */

export interface Span {
	readonly start: string;
	readonly end: string;
}

const format = ({ start, end }: Span, timeZone: string): string =>
	new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone }).formatRange(
		new Date(start),
		new Date(end),
	);

export const inBoth = (span: Span, zone: string): string =>
	`${format(span, zone)} (${zone}), ${format(span, 'UTC')} (UTC)`;

/** What a clock change does to an occurrence; empty: nothing. */
export const clockChangeText = (change: 'skipped' | 'repeated' | null, time: string): string =>
	change === null
		? ''
		: change === 'skipped'
			? `The clocks skip ${time} on this day, so it begins later.`
			: `The clocks show ${time} twice on this day: the first counts.`;
