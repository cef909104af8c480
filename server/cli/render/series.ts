/** Maintenance that recurs, in plain lines. All values are sanitized. */
import { isObject, type JsonObject } from '../api/response.ts';
import { oneLine } from '../terminal-text.ts';
import { objectsOf } from './log-entry.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

const textOf = (value: unknown): string => oneLine(String(value ?? ''));

const titleOf = ({ notice }: JsonObject): string => (isObject(notice) ? textOf(notice.title) : '');

/** "Sun 2027-03-28 03:00–05:00": on the clocks of an ISO time with its offset. */
function spanText(start: string, end: string): string {
	const [day = '', from = ''] = start.split('T');
	const [lastDay = '', to = ''] = end.split('T');
	const weekday = new Date(`${day}T00:00:00Z`).toUTCString().slice(0, 3);
	const until = `${lastDay === day ? '' : `${lastDay} `}${to.slice(0, 5)}`;
	return `${weekday} ${day} ${from.slice(0, 5)}–${until}`;
}

function stateText({ state, phase, moved }: JsonObject): string {
	const word = state === 'announced' && phase ? `${textOf(state)}, ${textOf(phase)}` : textOf(state);
	return moved ? `${word}, moved` : word;
}

const clockChanges: Readonly<Record<string, (time: string) => string>> = {
	skipped: (time) => `the clocks skip ${time} on this day`,
	repeated: (time) => `the clocks show ${time} twice on this day; the first counts`,
};

/** One line for each occurrence: its day, UTC, its zone, and how it stands. */
export function occurrenceLines(series: JsonObject, style: Style): string[] {
	const zone = textOf(series.zone);
	const time = textOf(series.start).slice(11);
	const rows = objectsOf(series.occurrences).map((each) => {
		const change = clockChanges[String(each.clockChange)]?.(time);
		const notes = [stateText(each), ...(change ? [change] : []), ...(each.held ? [textOf(each.held)] : [])];
		return [
			`  ${textOf(each.day)}`,
			`${spanText(textOf(each.start), textOf(each.end))} UTC`,
			`${spanText(textOf(each.startInZone), textOf(each.endInZone))} ${zone}`,
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

/** What an edit or a removal leaves as it is. */
export function announcedLines(series: JsonObject): string[] {
	const notices = objectsOf(series.occurrences)
		.filter(({ state, phase }) => state === 'announced' && phase === 'scheduled')
		.map(({ notice }) => textOf(notice));
	return notices.length === 0
		? []
		: ['', `Announced already, and unchanged: ${notices.join(', ')}. Edit or resolve each notice.`];
}
