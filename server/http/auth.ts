/** What every write passes before its body is read. */
import { TextDecoder } from 'node:util';
import type { MiddlewareHandler } from 'hono';
import { CandorError } from '../../src/model/errors.ts';
import type { Tokens } from '../core/tokens.ts';
import type { ApiEnvironment } from './context.ts';

/** In bytes: more than anybody means to write, in twenty languages. */
const longestBody = 256 * 1024;
/** What is longer than allowed, but not beyond this, is read and thrown away: many callers hear nothing while they send. */
const longestDiscarded = 16 * 1024 * 1024;

type Guard = MiddlewareHandler<ApiEnvironment>;

/** Only who brings an operator's token goes on. */
export const operatorsOnly =
	(tokens: Tokens): Guard =>
	async (context, next) => {
		const header = context.req.header('authorization') ?? '';
		// RFC 6750 section 2.1; the name of the scheme is written in any case.
		const [, token] = /^bearer +([\x21-\x7e]+)$/i.exec(header) ?? [];
		context.set('actor', await tokens.actor(token ?? null));
		await next();
	};

const tooLarge = (most: number): CandorError =>
	new CandorError(
		'too-large',
		`The body is too large: at most ${most / 1024} KiB. Shorten the text, or link to it.`,
	);

/**
 * Reads the body and keeps no more of it than is allowed, whether or not it says beforehand how long it is. Hono's own guard
 * makes a new `Request` of it, which needs the global one replaced: not ours to do inside somebody's application.
 */
export const bodyOfAtMost =
	(most: number, discarded: number): Guard =>
	async (context, next) => {
		if (Number(context.req.header('content-length') ?? 0) > discarded) throw tooLarge(most);
		const decoder = new TextDecoder('utf-8', { fatal: true });
		let size = 0;
		let text = '';
		// From the connection itself: a web stream around it is a sixth of what a commit costs.
		for await (const chunk of context.env.incoming.iterator({ destroyOnReturn: false })) {
			size += chunk.byteLength;
			if (size > discarded) throw tooLarge(most);
			if (size <= most) text += decode(decoder, chunk);
		}
		if (size > most) throw tooLarge(most);
		// Where Hono itself keeps what it has read: as a promise, whatever its type says.
		Object.assign(context.req.bodyCache, { text: Promise.resolve(text + decode(decoder)) });
		await next();
	};

/** For what operators write. */
export const limitedBody: Guard = bodyOfAtMost(longestBody, longestDiscarded);

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
	try {
		return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
	} catch {
		// RFC 8259 section 8.1: JSON between systems is UTF-8.
		throw new CandorError('malformed', 'The body is not UTF-8. Send JSON in UTF-8.');
	}
}

/** A body that claims to be something else is not guessed at. */
export const jsonOnly: Guard = async (context, next) => {
	const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/json')
		throw new CandorError(
			'unsupported-media-type',
			'Send JSON, with the header "Content-Type: application/json".',
		);
	await next();
};
