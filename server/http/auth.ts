import type { MiddlewareHandler } from 'hono';
import { CandorError } from '../../src/model/errors.ts';
import type { Tokens } from '../core/tokens.ts';
import type { ApiEnv } from './context.ts';

/**
 * Refuses a request without an operator token, and sets `actor` and `role`. Throws CandorError `unauthorized`.
 */
export const requireOperator =
	(tokens: Tokens): MiddlewareHandler<ApiEnv> =>
	async (context, next) => {
		const header = context.req.header('authorization') ?? '';
		// RFC 6750 section 2.1; the name of the scheme is case-insensitive.
		const [, token] = /^bearer +([\x21-\x7e]+)$/i.exec(header) ?? [];
		const { actor, role } = await tokens.operator(token ?? null);
		context.set('actor', actor);
		context.set('role', role);
		await next();
	};

/** Throws CandorError `not-permitted` unless the operator is an admin. It runs after `requireOperator`. */
export const requireAdmin: MiddlewareHandler<ApiEnv> = async (context, next) => {
	const role = context.get('role');
	if (role !== 'admin')
		throw new CandorError(
			'not-permitted',
			`This token has the role "${role}", and only an admin may do this. Use the token of an admin.`,
		);
	await next();
};
