/** The head of a stream's HTTP response. */

import { deflated, gzipHeader } from './hub/deflate.ts';

/** The body has neither a length nor chunks: it ends when the connection closes. */
const commonLines = [
	'HTTP/1.1 200 OK',
	'content-type: text/event-stream',
	// Proxies must not cache, compress or buffer a stream.
	'cache-control: no-store, no-transform',
	'x-accel-buffering: no',
	'x-content-type-options: nosniff',
	// A page of another origin may read when a cache has answered for this server.
	'access-control-expose-headers: age, date',
	'connection: close',
];

type Headers = Readonly<Record<string, string>>;

/**
 * Puts the response head in front of first frames. In a storm, thousands of streams share one
 * buffer.
 */
export class ResponseHeads {
	readonly #cache = new WeakMap<Buffer, Map<Headers, Buffer>>();

	/** The head and the first frame. `first` and `headers` are cached by identity. */
	prepend(headers: Headers, first: Buffer, isDeflated = false): Buffer {
		const body = isDeflated ? deflated(first) : first;
		const existing = this.#cache.get(body)?.get(headers);
		if (existing) return existing;
		const bytes = isDeflated
			? withHead({ ...headers, 'content-encoding': 'gzip' }, Buffer.concat([gzipHeader, body]))
			: withHead(headers, body);
		this.#cache.set(body, new Map(this.#cache.get(body)).set(headers, bytes));
		return bytes;
	}
}

function withHead(headers: Headers, first: Buffer): Buffer {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	return Buffer.concat([Buffer.from(`${[...commonLines, ...lines].join('\r\n')}\r\n\r\n`), first]);
}
