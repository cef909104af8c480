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
	readonly #made = new WeakMap<Buffer, Map<Readonly<Record<string, string>>, Buffer>>();

	/** `headers` are told apart as objects. */
	before(first: Buffer, headers: Readonly<Record<string, string>>): Buffer {
		const known = this.#made.get(first)?.get(headers);
		if (known) return known;
		const bytes = withHead(first, headers);
		this.#made.set(first, new Map(this.#made.get(first)).set(headers, bytes));
		return bytes;
	}
}

function withHead(first: Buffer, headers: Readonly<Record<string, string>>): Buffer {
	const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	return Buffer.concat([Buffer.from(`${[...lines, ...own].join('\r\n')}\r\n\r\n`), first]);
}
