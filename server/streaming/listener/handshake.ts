/**
 * The request that opens a stream, read from the first bytes of a connection (RFC 9112). It is narrower than what the standard
 * allows, on purpose: whatever is unusual in any way is left to `node:http`.
 */

/** What of a request decides on a stream. */
export interface StreamRequest {
	/** Path and query, as they were sent. */
	readonly target: string;
	readonly host: string | undefined;
	readonly origin: string | undefined;
	readonly lastEventId: string | undefined;
	readonly forwardedFor: string | undefined;
}

/** In bytes. Ordinary browsers send less than 1 KiB; cookies of other services on the same host may make it more. */
const longestHead = 8 * 1024;

const requestLine = /^GET (\/[\x21\x24-\x3b\x3d\x3f-\x5a\x5f\x61-\x7a\x7e]*) HTTP\/1\.1$/;
/** Section 5: a token, a colon, and visible ASCII, spaces and tabs. */
const fieldLine = /^([!#$%&'*+.^_`|~\w-]+):([\t\x20-\x7e]*)$/;
/** Fields that make a request something other than a plain GET without a body. */
const unusual = new Set([
	'content-length',
	'transfer-encoding',
	'upgrade',
	'http2-settings',
	'expect',
	'te',
	'trailer',
]);
const plainConnection = /^(?:keep-alive|close)$/i;
const bareLineFeed = /(?<!\r)\n/;

const end = Buffer.from('\r\n\r\n');

/** In a storm thousands of readers send the very same bytes: so many heads are remembered, and none that is longer than this. */
const mostKnown = 256;
const longestKnown = 2 * 1024;

/** `null`: these bytes are anything else than one whole, ordinary request for a stream at `path`. */
export function readHandshake(bytes: Buffer, path: string): StreamRequest | null {
	if (bytes.length > longestHead || bytes.indexOf(end) !== bytes.length - end.length) return null;
	const [first = '', ...lines] = bytes.toString('latin1', 0, bytes.length - end.length).split('\r\n');
	const target = requestLine.exec(first)?.[1];
	if (target === undefined || target.split('?', 1)[0] !== path) return null;
	const fields = new Map<string, string>();
	for (const line of lines) {
		const field = fieldLine.exec(line);
		const key = field?.[1]?.toLowerCase();
		// A line that is none, and a field that comes twice: what it means is not for us to say.
		if (!field || !key || unusual.has(key) || fields.has(key)) return null;
		fields.set(key, (field[2] ?? '').trim());
	}
	const host = fields.get('host');
	if (host === undefined || !plainConnection.test(fields.get('connection') ?? 'close')) return null;
	return {
		target,
		host,
		origin: fields.get('origin'),
		lastEventId: fields.get('last-event-id'),
		forwardedFor: fields.get('x-forwarded-for'),
	};
}

/** Reads the handshakes of one path. */
export class Handshakes {
	readonly #path: string;
	/** By the whole head. Only what was a stream's request is kept: others may carry secrets, and are not alike. */
	readonly #known = new Map<string, StreamRequest>();

	constructor(path: string) {
		this.#path = path;
	}

	/** As {@link readHandshake}, which reads what was not read before. */
	read(bytes: Buffer): StreamRequest | null {
		if (bytes.length > longestKnown) return readHandshake(bytes, this.#path);
		const head = bytes.toString('latin1');
		const known = this.#known.get(head);
		if (known) return known;
		const request = readHandshake(bytes, this.#path);
		if (!request) return null;
		// Where each head is another, as behind a proxy that names the visitor, nothing is gained and little is lost.
		if (this.#known.size >= mostKnown) this.#known.clear();
		this.#known.set(head, request);
		return request;
	}

	/** Whether more bytes can make these a request for a stream. What is wrong in them may show only then. */
	begins(bytes: Buffer): boolean {
		if (bytes.length > longestHead || bytes.includes(end)) return false;
		const text = bytes.toString('latin1');
		const isStream = text.startsWith(`GET ${this.#path} `) || text.startsWith(`GET ${this.#path}?`);
		return isStream && !bareLineFeed.test(text);
	}
}
