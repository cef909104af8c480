/**
 * The event stream format (WHATWG HTML, "Server-sent events", 9.2.6 Interpreting an event stream), from text to events.
 * The decoder before it takes away the one byte order mark that may come first: `new TextDecoder()` does.
 */

export interface StreamEvent {
	/** The last `event:` field; empty when there was none, which the specification calls `message`. */
	readonly name: string;
	/** The `data:` lines, with line feeds between them. */
	readonly data: string;
	/** The last event id of the stream so far. It outlives its event. */
	readonly id: string;
}

export interface EventStreamParser {
	/** Takes in what came, cut anywhere, and gives the events that it completes. Throws RangeError when one grows too long. */
	read(chunk: string): Iterable<StreamEvent>;
}

/** `onRetry` is given each `retry:`, milliseconds. `longest`: characters of one event. */
export function createEventStreamParser(onRetry: (ms: number) => void, longest: number): EventStreamParser {
	let rest = '';
	let name = '';
	let data = '';
	let id = '';
	let endedWithReturn = false;

	return {
		*read(chunk) {
			// A line that a carriage return ended has ended: a line feed that comes later belongs to it.
			const text = endedWithReturn && chunk[0] === '\n' ? chunk.slice(1) : chunk;
			if (chunk) endedWithReturn = chunk.endsWith('\r');
			// What came alone is looked through: a long line that comes in many pieces takes no longer than many short ones.
			const lines = text.split(/\r\n|\r|\n/);
			lines[0] = rest + lines[0];
			rest = lines.pop() as string;
			for (const line of lines) {
				if (!line) {
					if (data) yield { name, data: data.slice(0, -1), id };
					name = data = '';
					continue;
				}
				const [, field, value] = /^([^:]*):? ?([\s\S]*)/.exec(line) as unknown as [string, string, string];
				if (field === 'data') data += `${value}\n`;
				else if (field === 'event') name = value;
				else if (field === 'id' && !value.includes('\0')) id = value;
				else if (field === 'retry' && /^\d+$/.test(value)) onRetry(+value);
			}
			if (rest.length + data.length > longest) throw new RangeError();
		},
	};
}
