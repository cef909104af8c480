/** Decodes the event stream format (WHATWG HTML, "Server-sent events", 9.2.6) with the package eventsource-parser. */
import { createParser } from 'eventsource-parser';

export interface StreamEvent {
	/** The last `event:` field; empty when there was none, which the specification calls `message`. */
	readonly name: string;
	/** The `data:` lines, joined by line feeds. */
	readonly data: string;
	/** The last event id of the stream so far. It stays the same until the stream sends another one. */
	readonly id: string;
}

export interface EventStreamDecoder {
	/**
	 * Decodes the next piece of the stream, which may end anywhere, and returns the events that it completes. The text must come
	 * from `new TextDecoder('utf-8', { ignoreBOM: true })`: the byte order mark is part of the format and is removed here.
	 * Throws RangeError when an event is longer than allowed.
	 */
	read(text: string): readonly StreamEvent[];
}

/**
 * @param onRetry - Called with each `retry:` value, in milliseconds.
 * @param maxLength - The length of the longest event that is accepted, in UTF-16 units.
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
		onEvent: ({ event = '', data }) => events.push({ name: event, data, id }),
		onRetry,
		onError: ({ type, message }) => {
			if (type === 'max-buffer-size-exceeded') throw new RangeError(message);
		},
	});
	return {
		read(text) {
			events = [];
			parser.feed(text);
			return events;
		},
	};
}
