/** What every write passes before its body is read. */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { CandorError } from '../../src/model/index.ts';
import type { Tokens } from '../tokens.ts';
import type { ApiEnvironment } from './context.ts';

/** In bytes: all fields at their longest fit. */
const longestBody = 128 * 1024;

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

export const limitedBody: Guard = bodyLimit({
	maxSize: longestBody,
	onError: () => {
		throw new CandorError(
			'too-large',
			`The body is too large: at most ${longestBody / 1024} KiB. Shorten the text, or link to it.`,
		);
	},
});

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
