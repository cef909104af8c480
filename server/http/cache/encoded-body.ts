/**
 * A response body in the content encodings that clients accept. Each is made once, when it is first
 * needed.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { isNotModified } from '../conditional-requests.ts';

const encoders = {
	br: (bytes: Buffer) =>
		promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
	gzip: promisify(gzip) as (bytes: Buffer) => Promise<Buffer>,
	identity: async (bytes: Buffer) => bytes,
};
export type Encoding = keyof typeof encoders;
/** The smallest result first. */
const allEncodings = Object.keys(encoders) as Encoding[];

export class EncodedBody {
	readonly #bytes: Buffer;
	readonly #results = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();

	constructor(bytes: Buffer) {
		this.#bytes = bytes;
	}

	in(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
		const result =
			this.#results.get(encoding) ?? encoders[encoding](this.#bytes).then((bytes) => new Uint8Array(bytes));
		this.#results.set(encoding, result);
		return result;
	}
}

export interface CachedBody {
	readonly body: EncodedBody;
	/** Weak, because the same content is sent in several encodings. */
	readonly tag: `W/"${string}"`;
}

/** A body whose tag is a hash of it. */
export function cachedBody(bytes: Buffer): CachedBody {
	const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
	return { tag: `W/"${digest}"`, body: new EncodedBody(bytes) };
}

interface EncodedResponse extends CachedBody {
	/** The value of `Content-Type`. */
	readonly type: string;
	/** The value of `Cache-Control`. */
	readonly cacheControl: string;
}

/**
 * The accepted encoding with the smallest result. Browsers list gzip first without preferring it,
 * and among encodings of the same weight the server may choose (RFC 9110 section 12.5.3).
 */
export const chooseEncoding = (context: Context, encodings = allEncodings): Encoding =>
	accepts(context, {
		header: 'Accept-Encoding',
		supports: encodings,
		default: 'identity',
		match(accepted, { default: fallback }) {
			const weightOf = (encoding: string): number => {
				const named = accepted.find(({ type }) => type.toLowerCase() === encoding);
				return (named ?? accepted.find(({ type }) => type === '*'))?.q ?? 0;
			};
			const [best = fallback] = encodings
				.filter((encoding) => encoding !== 'identity' && weightOf(encoding) > 0)
				.sort((one, other) => weightOf(other) - weightOf(one));
			return best;
		},
	}) as Encoding;

/** Sends a body in the best encoding, or `304` when the client has it already. */
export async function sendEncoded(
	context: Context,
	{ body, tag, type, cacheControl }: EncodedResponse,
): Promise<Response> {
	context.header('etag', tag);
	context.header('cache-control', cacheControl);
	context.header('vary', 'Accept-Encoding', { append: true });
	if (isNotModified(context.req.header('if-none-match'), tag)) return context.body(null, 304);
	const encoding = chooseEncoding(context);
	if (encoding !== 'identity') context.header('content-encoding', encoding);
	context.header('content-type', type);
	return context.body(await body.in(encoding));
}
