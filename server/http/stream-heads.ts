/** The head of a stream's response, put before what comes first on it. */

/** The body has no length and no chunks: it lasts until the connection is closed. */
const lines = [
	'HTTP/1.1 200 OK',
	'content-type: text/event-stream',
	// Proxies must neither keep, compress nor hold back a stream.
	'cache-control: no-store, no-transform',
	'x-accel-buffering: no',
	'x-content-type-options: nosniff',
	'connection: close',
];

export class StreamHeads {
	/** By first frame, then by headers: in a storm thousands get the very same bytes, and all of them share one buffer. */
	readonly #made = new WeakMap<Buffer, Map<string, Buffer>>();

	before(first: Buffer, headers: Readonly<Record<string, string>>): Buffer {
		const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
		const head = `${[...lines, ...own].join('\r\n')}\r\n\r\n`;
		const made = this.#made.get(first) ?? new Map<string, Buffer>();
		this.#made.set(first, made);
		const known = made.get(head);
		if (known) return known;
		const bytes = Buffer.concat([Buffer.from(head), first]);
		made.set(head, bytes);
		return bytes;
	}
}
