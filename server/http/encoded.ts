/** A body in the encodings that browsers ask for, each made once and only when it is first wanted. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { notModified } from './conditions.ts';

const encoders = {
	br: (bytes: Buffer) =>
		promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
	gzip: promisify(gzip) as (bytes: Buffer) => Promise<Buffer>,
	identity: async (bytes: Buffer) => bytes,
};
type Encoding = keyof typeof encoders;

export class EncodedBody {
	readonly #bytes: Buffer;
	readonly #made = new Map<Encoding, Promise<Buffer>>();

	constructor(bytes: Buffer) {
		this.#bytes = bytes;
	}

	in(encoding: Encoding): Promise<Buffer> {
		const made = this.#made.get(encoding) ?? encoders[encoding](this.#bytes);
		this.#made.set(encoding, made);
		return made;
	}
}

interface Answer {
	readonly body: EncodedBody;
	/** Weak, because the same content is sent in several encodings. */
	readonly tag: `W/"${string}"`;
	readonly type: string;
	/** The value of `Cache-Control`. */
	readonly caching: string;
}

/** Sends a body as the caller can take it, or `304` when the caller has it. */
export async function sendEncoded(context: Context, { body, tag, type, caching }: Answer): Promise<Response> {
	context.header('etag', tag);
	context.header('cache-control', caching);
	context.header('vary', 'Accept-Encoding', { append: true });
	if (notModified(context.req.header('if-none-match'), tag)) return context.body(null, 304);
	const encoding = accepts(context, {
		header: 'Accept-Encoding',
		supports: Object.keys(encoders),
		default: 'identity',
	}) as Encoding;
	if (encoding !== 'identity') context.header('content-encoding', encoding);
	context.header('content-type', type);
	return context.body(new Uint8Array(await body.in(encoding)));
}
