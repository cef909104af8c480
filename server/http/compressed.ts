/** Compresses answers that are not kept in their encodings, such as lists and the audit log. */
import type { MiddlewareHandler } from 'hono';
import { chooseEncoding, EncodedBody } from './cache/encoded-body.ts';

/** In bytes: what fits into one packet of the network gains nothing. */
const shortest = 1_400;

/**
 * Compresses what a GET returns as JSON or as lines of JSON, outside the event loop. A record with
 * a strong tag stays as it is: a tag names the bytes of one encoding, and `If-Match` needs it.
 */
export const compressed: MiddlewareHandler = async (context, next) => {
	await next();
	const { res, req } = context;
	const type = res.headers.get('content-type') ?? '';
	if (req.method !== 'GET' || res.status !== 200 || res.headers.has('etag')) return;
	const isStream = type.startsWith('application/x-ndjson');
	if (!isStream && !type.startsWith('application/json')) return;
	context.header('vary', 'Accept-Encoding', { append: true });
	const encoding = chooseEncoding(context, isStream ? ['gzip'] : undefined);
	if (encoding === 'identity') return;
	if (isStream) {
		context.res = new Response(res.body?.pipeThrough(new CompressionStream('gzip')), res);
		context.header('content-encoding', 'gzip');
		return;
	}
	const bytes = Buffer.from(await res.arrayBuffer());
	const isShort = bytes.length < shortest;
	context.res = new Response(isShort ? bytes : await new EncodedBody(bytes).in(encoding), res);
	if (!isShort) context.header('content-encoding', encoding);
};
