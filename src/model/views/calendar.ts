/** Maintenance as a calendar file (iCalendar, RFC 5545). */
import { plainText, safeHref } from '../rich-text.ts';
import type { Notice } from './notices.ts';

/** The longest line, in octets without the line break (3.1). */
const longestLine = 75;

/** The number of octets of a code point in UTF-8. */
const octets = (character: string): number => {
	const code = character.codePointAt(0) ?? 0;
	return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** Folds a long line: each further line starts with a space, and no character is split (3.1). */
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

/** A value of the type TEXT (3.3.11). Control characters other than line feed and tab are not allowed in it. */
const escaped = (text: string): string =>
	text
		.replace(/\r\n?/g, '\n')
		// biome-ignore lint/suspicious/noControlCharactersInRegex: the line names the characters that it removes
		.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
		.replace(/[\\;,]/g, '\\$&')
		.replaceAll('\n', '\\n');

/** A value of the type DATE-TIME in UTC (3.3.5, form 2). */
const stamp = (at: string): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

/**
 * A calendar file with the notice's window as its only event. `null` if the notice has no window. The UID stays the same and
 * SEQUENCE grows with each update, so that a calendar which imports the file again moves its entry. The event does not make the
 * visitor busy (`TRANSP:TRANSPARENT`).
 *
 * @param host - The host of the status server. It makes the UID globally unique (3.8.4.7).
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
		// Another log may have another notice with the same id: `openedAt` tells them apart.
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
