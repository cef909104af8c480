import type { MiddlewareHandler } from 'hono';
import type { Tokens } from '../core/tokens.ts';
import type { ApiEnv } from './context.ts';

/**
 * Refuses a request without an operator token, and sets `actor`. Throws CandorError `unauthorized`.
 */
export const requireOperator =
	(tokens: Tokens): MiddlewareHandler<ApiEnv> =>
	async (context, next) => {
		const header = context.req.header('authorization') ?? '';
		// RFC 6750 section 2.1; the name of the scheme is case-insensitive.
		const [, token] = /^bearer +([\x21-\x7e]+)$/i.exec(header) ?? [];
		context.set('actor', await tokens.actor(token ?? null));
		await next();
	};
