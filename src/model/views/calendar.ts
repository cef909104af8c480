/** Planned work as an entry of a calendar: iCalendar, RFC 5545. */
import { plainText, safeHref } from '../rich-text.ts';
import type { Notice } from './notices.ts';

/** Octets of a line without its end (3.1). */
const longestLine = 75;

/** How many octets a code point takes in UTF-8. */
const octets = (character: string): number => {
	const code = character.codePointAt(0) ?? 0;
	return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** A long line goes on in the next one, behind a space; no character is cut in two (3.1). */
function folded(line: string): string {
	let written = '';
	let length = 0;
	for (const character of line) {
		const size = octets(character);
		if (length + size > longestLine) {
			written += '\r\n ';
			length = 1;
		}
		written += character;
		length += size;
	}
	return written;
}

/** TEXT (3.3.11). Controls other than line feed and tab have no place in it. */
const escaped = (text: string): string =>
	text
		.replace(/\r\n?/g, '\n')
		// biome-ignore lint/suspicious/noControlCharactersInRegex: naming what is left out is this line's purpose
		.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
		.replace(/[\\;,]/g, '\\$&')
		.replaceAll('\n', '\\n');

/** DATE-TIME in UTC (3.3.5, form 2). */
const stamp = (at: string): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

/**
 * A calendar file with a notice's window as its one event; `null` where it has none. The UID stays the same and SEQUENCE grows with
 * each update, so that a calendar which takes the file again moves the entry it has. The time is shown as free: the reader is
 * told of it, and not busy.
 *
 * @param host - Makes the UID unique in the world: the status server's (3.8.4.7).
 */
export function calendarOf({ id, value }: Notice, host: string): string | null {
	const { title, window, workaround, openedAt, updatedAt, latestUpdate, moreUrl, phase } = value;
	if (!window) return null;
	const url = safeHref(moreUrl);
	const description = plainText(workaround ?? []);
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Candor//Candor//EN',
		'BEGIN:VEVENT',
		// An id that an operator chose may come again in another log: it is another notice then.
		`UID:${escaped(`${id}-${stamp(openedAt)}@${host}`)}`,
		`DTSTAMP:${stamp(updatedAt)}`,
		`SEQUENCE:${latestUpdate}`,
		`DTSTART:${stamp(window.start)}`,
		`DTEND:${stamp(window.end)}`,
		`SUMMARY:${escaped(title)}`,
		...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
		...(url ? [`URL:${url}`] : []),
		`STATUS:${phase === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
		'TRANSP:TRANSPARENT',
		'END:VEVENT',
		'END:VCALENDAR',
	];
	return lines.map((line) => `${folded(line)}\r\n`).join('');
}
