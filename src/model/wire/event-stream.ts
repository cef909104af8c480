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
	/**
	 * The last event id of the stream so far. It stays the same until the stream sends another one.
	 */
	readonly id: string;
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
	let id = '';
	let events: StreamEvent[] = [];
	const parser = createParser({
		maxBufferSize: maxLength,
		onId: (value) => {
			id = value;
		},
		onEvent: ({ event = '', data }) => {
			// The package checks what it buffers, and an event that is complete in one piece is not
			// buffered.
			if (data.length > maxLength) throw new RangeError();
			events.push({ name: event, data, id });
		},
		onRetry,
		onError: ({ type, message }) => {
			if (type === 'max-buffer-size-exceeded') throw new RangeError(message);
		},
	});
	// Ends the package's own search for a byte order mark, which would also remove a second mark and
	// the text "ï»¿".
	parser.feed('\n');
	return {
		read(text) {
			events = [];
			parser.feed(text);
			return events;
		},
	};
}
