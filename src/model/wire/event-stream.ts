/**
 * Decodes event streams (WHATWG HTML, "Server-sent events", 9.2.6) with the package
 * eventsource-parser.
 */
import { createParser } from 'eventsource-parser';

export interface StreamEvent {
	/**
	 * The last `event:` field; empty when there was none, which the specification calls `message`.
	 */
	readonly name: string;
	/** The `data:` lines, joined by line feeds. */
	readonly data: string;
}

export interface EventStreamDecoder {
	/**
	 * Decodes the next piece of the stream, which may end anywhere, and returns the events that it
	 * completes. The pieces come from `new TextDecoder()`, which removes the byte order mark. Throws
	 * RangeError when an event is longer than allowed.
	 */
	read(text: string): readonly StreamEvent[];
}

/**
 * @param onRetry - Called with each `retry:` value, in milliseconds. The value is not clamped.
 * @param maxLength - The length of the longest event data that is accepted, in UTF-16 units.
 */
export function createEventStreamDecoder(
	onRetry: (ms: number) => void,
	maxLength: number,
): EventStreamDecoder {
	let events: StreamEvent[] = [];
	/** The line that has not ended yet. */
	let line = '';
	/** How much has arrived since the last event. */
	let length = 0;
	let hasReturn = false;
	const parser = createParser({
		onEvent: ({ event = '', data }) => {
			if (data.length > maxLength) throw new RangeError();
			events.push({ name: event, data });
		},
		onRetry,
	});
	// Ends the package's own search for a byte order mark, which would also remove a second mark and
	// the text "ï»¿".
	parser.feed('\n');
	return {
		read(text) {
			events = [];
			if (!text) return events;
			// The package delays a line that ends with a carriage return, in case a line feed follows. So
			// each line end becomes a line feed, also one of which the pieces have a half each.
			const piece = (hasReturn ? text.replace(/^\n/, '') : text).replace(/\r\n?/g, '\n');
			hasReturn = text.endsWith('\r');
			line += piece;
			length += piece.length;
			// The package would search a long line again with every piece of it.
			if (piece.includes('\n')) {
				parser.feed(line);
				line = '';
			}
			if (events.length) length = 0;
			if (length > maxLength) throw new RangeError();
			return events;
		},
	};
}
