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
		let own = '';
		for (const name in headers) own += `${name}: ${headers[name]}\r\n`;
		const made = this.#made.get(first) ?? new Map<string, Buffer>();
		const known = made.get(own);
		if (known) return known;
		const bytes = Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n${own}\r\n`), first]);
		this.#made.set(first, made.set(own, bytes));
		return bytes;
	}
}
