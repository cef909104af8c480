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

const end = Buffer.from('\r\n\r\n');

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
