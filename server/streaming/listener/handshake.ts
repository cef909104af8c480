/**
 * Parses the request that opens a stream from the first bytes of a connection (RFC 9112). It
 * accepts less than the standard allows, on purpose: every unusual request is left to `node:http`.
 */

/** The parts of a request that matter for a stream. */
export interface StreamRequest {
	/** The path and the query, as sent. */
	readonly target: string;
	readonly host: string | undefined;
	readonly origin: string | undefined;
	readonly lastEventId: string | undefined;
	readonly forwardedFor: string | undefined;
	readonly acceptEncoding: string | undefined;
}

/**
 * In bytes. Ordinary browsers send less than 1 KiB; cookies of other services on the same host can
 * make it longer.
 */
const maxHeadBytes = 8 * 1024;

const requestLine = /^GET (\/[\x21\x24-\x3b\x3d\x3f-\x5a\x5f\x61-\x7a\x7e]*) HTTP\/1\.1$/;
/** Section 5: a token, a colon, and visible ASCII, spaces and tabs. */
const fieldLine = /^([!#$%&'*+.^_`|~\w-]+):([\t\x20-\x7e]*)$/;
/** Fields of requests that are more than a plain GET without a body. */
const unsupportedFields = new Set([
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

const headEnd = Buffer.from('\r\n\r\n');

/**
 * In a storm thousands of clients send the same bytes, so up to this many parsed heads are cached,
 * none above this length.
 */
const maxCachedHeads = 256;
const maxCachedHeadBytes = 2 * 1024;

/**
 * Returns `null` unless the bytes are exactly one complete, ordinary request for a stream at
 * `path`.
 */
export function parseHandshake(bytes: Buffer, path: string): StreamRequest | null {
	if (bytes.length > maxHeadBytes || bytes.indexOf(headEnd) !== bytes.length - headEnd.length) return null;
	const [first = '', ...lines] = bytes.toString('latin1', 0, bytes.length - headEnd.length).split('\r\n');
	const target = requestLine.exec(first)?.[1];
	if (target === undefined || target.split('?', 1)[0] !== path) return null;
	const fields = new Map<string, string>();
	for (const line of lines) {
		const field = fieldLine.exec(line);
		const key = field?.[1]?.toLowerCase();
		// Malformed lines and repeated fields are ambiguous: `node:http` decides what they mean.
		if (!field || !key || unsupportedFields.has(key) || fields.has(key)) return null;
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
		acceptEncoding: fields.get('accept-encoding'),
	};
}

/** Parses the stream requests of one path, with a cache. */
export class Handshakes {
	readonly #path: string;
	/**
	 * By the whole head. Only stream requests are cached: other heads may carry secrets, and they
	 * rarely repeat.
	 */
	readonly #cache = new Map<string, StreamRequest>();

	constructor(path: string) {
		this.#path = path;
	}

	/** The same result as {@link parseHandshake}. */
	parse(bytes: Buffer): StreamRequest | null {
		if (bytes.length > maxCachedHeadBytes) return parseHandshake(bytes, this.#path);
		const head = bytes.toString('latin1');
		const cached = this.#cache.get(head);
		if (cached) return cached;
		const request = parseHandshake(bytes, this.#path);
		if (!request) return null;
		// When every head differs, as behind a proxy that adds the client's address, the cache gains
		// nothing and costs little.
		if (this.#cache.size >= maxCachedHeads) this.#cache.clear();
		this.#cache.set(head, request);
		return request;
	}

	/**
	 * Whether more bytes could complete a stream request. Other errors in the head may show only when
	 * it is complete.
	 */
	isPartial(bytes: Buffer): boolean {
		if (bytes.length > maxHeadBytes || bytes.includes(headEnd)) return false;
		const text = bytes.toString('latin1');
		const isStream = text.startsWith(`GET ${this.#path} `) || text.startsWith(`GET ${this.#path}?`);
		return isStream && !bareLineFeed.test(text);
	}
}
