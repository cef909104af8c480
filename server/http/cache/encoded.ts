/** A body in the encodings that browsers ask for, each made once and only when it is first wanted. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { notModified } from '../conditions.ts';

const encoders = {
	br: (bytes: Buffer) =>
		promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
	gzip: promisify(gzip) as (bytes: Buffer) => Promise<Buffer>,
	identity: async (bytes: Buffer) => bytes,
};
type Encoding = keyof typeof encoders;
/** The smallest first. */
const encodings = Object.keys(encoders) as Encoding[];

export class EncodedBody {
	readonly #bytes: Buffer;
	readonly #made = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();

	constructor(bytes: Buffer) {
		this.#bytes = bytes;
	}

	in(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
		const made =
			this.#made.get(encoding) ?? encoders[encoding](this.#bytes).then((all) => new Uint8Array(all));
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

/**
 * What the caller takes and is smallest. Browsers name gzip first and mean nothing by it: among encodings that are wanted
 * alike (RFC 9110 section 12.5.3) the server chooses.
 */
const encodingFor = (context: Context): Encoding =>
	accepts(context, {
		header: 'Accept-Encoding',
		supports: encodings,
		default: 'identity',
		match(wanted, { default: otherwise }) {
			const weight = (encoding: string): number => {
				const named = wanted.find(({ type }) => type.toLowerCase() === encoding);
				return (named ?? wanted.find(({ type }) => type === '*'))?.q ?? 0;
			};
			const [best = otherwise] = encodings
				.filter((encoding) => encoding !== 'identity' && weight(encoding) > 0)
				.sort((one, other) => weight(other) - weight(one));
			return best;
		},
	}) as Encoding;

/** Sends a body as the caller can take it, or `304` when the caller has it. */
export async function sendEncoded(context: Context, { body, tag, type, caching }: Answer): Promise<Response> {
	context.header('etag', tag);
	context.header('cache-control', caching);
	context.header('vary', 'Accept-Encoding', { append: true });
	if (notModified(context.req.header('if-none-match'), tag)) return context.body(null, 304);
	const encoding = encodingFor(context);
	if (encoding !== 'identity') context.header('content-encoding', encoding);
	context.header('content-type', type);
	return context.body(await body.in(encoding));
}
