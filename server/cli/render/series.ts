/** Maintenance that recurs, in plain lines. All values are sanitized. */
import { isObject, type JsonObject } from '../api/response.ts';
import { textOf } from '../terminal-text.ts';
import { objectsOf } from './log-entry.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

const titleOf = ({ notice }: JsonObject): string => (isObject(notice) ? textOf(notice.title) : '');

/** "Sun 2027-03-28 03:00–05:00": on the clocks of an ISO time with its offset. */
function spanText(start: string, end: string): string {
	const [day = '', from = ''] = start.split('T');
	const [lastDay = '', to = ''] = end.split('T');
	const weekday = new Date(`${day}T00:00:00Z`).toUTCString().slice(0, 3);
	const until = `${lastDay === day ? '' : `${lastDay} `}${to.slice(0, 5)}`;
	return `${weekday} ${day} ${from.slice(0, 5)}–${until}`;
}

function stateText({ state, phase, moved, notice }: JsonObject): string {
	const word =
		state === 'announced' && phase ? `${textOf(notice)}: ${textOf(state)}, ${textOf(phase)}` : textOf(state);
	return moved ? `${word}, moved` : word;
}

/** The same span on the operator's clocks; `null`: it is in one of the other columns. */
function ownSpan(start: string, end: string, zone: string, { timeZone }: Style): string | null {
	const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
	const { timeZone: own } = clock.resolvedOptions();
	if (own === zone || own === 'UTC') return null;
	const [from, to] = [start, end].map((at) => clock.format(Date.parse(at)).replace(' ', 'T'));
	return `${spanText(from ?? '', to ?? '')} ${own}`;
}

const clockChanges: Readonly<Record<string, (time: string) => string>> = {
	skipped: (time) => `the clocks skip ${time} on this day`,
	repeated: (time) => `the clocks show ${time} twice on this day; the first counts`,
};

/** One line for each occurrence: its day, UTC, its zone, the operator's, and how it stands. */
export function occurrenceLines(series: JsonObject, style: Style): string[] {
	const zone = textOf(series.zone);
	const time = textOf(series.start).slice(11);
	const rows = objectsOf(series.occurrences).map((each) => {
		const change = clockChanges[String(each.clockChange)]?.(time);
		const notes = [stateText(each), ...(change ? [change] : []), ...(each.held ? [textOf(each.held)] : [])];
		const [start, end] = [textOf(each.start), textOf(each.end)];
		const own = ownSpan(start, end, zone, style);
		return [
			`  ${textOf(each.day)}`,
			`${spanText(start, end)} UTC`,
			`${spanText(textOf(each.startInZone), textOf(each.endInZone))} ${zone}`,
			...(own === null ? [] : [own]),
			notes.join('; '),
		];
	});
	return table(rows, style, 3);
}

export const seriesHead = (series: JsonObject, style: Style): string[] => [
	`${style.colours.bold(titleOf(series))}  ${style.colours.dim(textOf(series.id))}`,
	`  ${textOf(series.rrule)}, from ${textOf(series.start).replace('T', ' ')} in ${textOf(series.zone)}, for ${textOf(series.duration)}`,
	`  Announced ${textOf(series.announceAhead)} ahead`,
];

export const seriesLines = (series: JsonObject, style: Style): string[] => {
	const lines = occurrenceLines(series, style);
	return [...seriesHead(series, style), ...(lines.length > 0 ? lines : ['  No occurrence is to come.'])];
};

/**
 * What an edit or a removal leaves as it is: which occurrence, when it is, and what can be done.
 * `announced`: a series with these occurrences alone.
 */
export function announcedLines(
	announced: JsonObject,
	style: Style,
	{ isRemoved }: { readonly isRemoved: boolean },
): string[] {
	const [first] = objectsOf(announced.occurrences);
	if (!first) return [];
	const [notice, day, id] = [first.notice, first.day, announced.id].map(textOf);
	const cancel = isRemoved
		? `candor resolve ${notice} --phase cancelled`
		: `candor series cancel ${id} ${day}`;
	return [
		'',
		'Announced already, and unchanged. Customers see each of them as planned:',
		...occurrenceLines(announced, style),
		`Change one by its notice, such as: candor edit ${notice} --starts "…" --ends "…". Cancel it: ${cancel}`,
	];
}
