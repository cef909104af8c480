/** Limits for request bodies. */
import { TextDecoder } from 'node:util';
import type { MiddlewareHandler } from 'hono';
import { CandorError } from '../../src/model/errors.ts';
import type { ApiEnv } from './context.ts';

/** In bytes: enough for the longest texts in twenty languages. */
const maxBodyBytes = 256 * 1024;
/**
 * A longer body is read to its end, up to this size, because many clients read no response while
 * they send.
 */
const maxDiscardedBytes = 16 * 1024 * 1024;

type Middleware = MiddlewareHandler<ApiEnv>;

const tooLarge = (maxBytes: number): CandorError =>
	new CandorError(
		'too-large',
		`The body is larger than ${maxBytes / 1024} KiB. Shorten the text, or link to it.`,
	);

/**
 * Reads the body and stores at most `maxBytes` of it, with or without a `Content-Length`. Hono's
 * own middleware creates a new `Request`, for which the global class must be replaced: that would
 * affect the whole host application. Throws CandorError `too-large`, or `malformed` for a body that
 * is not UTF-8.
 */
export const limitBody =
	(maxBytes: number, maxDiscarded: number): Middleware =>
	async (context, next) => {
		if (Number(context.req.header('content-length') ?? 0) > maxDiscarded) throw tooLarge(maxBytes);
		const decoder = new TextDecoder('utf-8', { fatal: true });
		let size = 0;
		let text = '';
		// Node's own stream: a web stream around it would add a sixth to the time of a commit.
		for await (const chunk of context.env.incoming.iterator({ destroyOnReturn: false })) {
			size += chunk.byteLength;
			if (size > maxDiscarded) throw tooLarge(maxBytes);
			if (size <= maxBytes) text += decode(decoder, chunk);
		}
		if (size > maxBytes) throw tooLarge(maxBytes);
		// Hono's own cache of the body. It holds promises, although its type does not say so.
		Object.assign(context.req.bodyCache, { text: Promise.resolve(text + decode(decoder)) });
		await next();
	};

/** The limit for operators' requests. */
export const limitOperatorBody: Middleware = limitBody(maxBodyBytes, maxDiscardedBytes);

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
	try {
		return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
	} catch {
		// RFC 8259 section 8.1: JSON between systems is UTF-8.
		throw new CandorError('malformed', 'The body is not UTF-8. Send JSON in UTF-8.');
	}
}

/** Refuses a body of another type than JSON. Throws CandorError `unsupported-media-type`. */
export const requireJson: Middleware = async (context, next) => {
	const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
	const isMergePatch = context.req.method === 'PATCH' && type === 'application/merge-patch+json';
	if (type !== 'application/json' && !isMergePatch)
		throw new CandorError(
			'unsupported-media-type',
			'Send JSON, with the header "Content-Type: application/json".',
		);
	refuseReservedNames(await context.req.text());
	await next();
};

/**
 * The schemas would drop a member called `__proto__` silently, and a condition of an audience with
 * it. Throws CandorError `invalid`. Text that is not JSON is refused later.
 */
function refuseReservedNames(text: string): void {
	if (!/__|\\u/.test(text)) return;
	let isReserved = false;
	try {
		JSON.parse(text, (name, value: unknown) => {
			isReserved ||= name === '__proto__';
			return value;
		});
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
	}
	if (!isReserved) return;
	const message = 'The name "__proto__" cannot be used in a request. Choose another name.';
	throw new CandorError('invalid', message, [{ path: '__proto__', message }]);
}
