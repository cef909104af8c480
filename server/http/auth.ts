import type { MiddlewareHandler } from 'hono';
import { CandorError } from '../../src/model/errors.ts';
import type { ApiEnv, Services } from './context.ts';

/** What the check of a token needs. */
export type SignInServices = Pick<Services, 'tokens' | 'signIns' | 'clientAddress'>;

/**
 * Refuses a request without an operator token, and sets `actor` and `role`. Throws CandorError
 * `unauthorized` or `too-many`.
 */
export const requireOperator =
	({ tokens, signIns, clientAddress }: SignInServices): MiddlewareHandler<ApiEnv> =>
	async (context, next) => {
		const header = context.req.header('authorization') ?? '';
		// RFC 6750 section 2.1; the name of the scheme is case-insensitive.
		const [, token] = /^bearer +([\x21-\x7e]+)$/i.exec(header) ?? [];
		const { actor, role } = await tokens.operator(token ?? null).catch((error: unknown) => {
			const { remoteAddress } = context.env.incoming.socket;
			// A request without a token is not an attempt to guess one.
			if (token !== undefined && error instanceof CandorError && error.code === 'unauthorized')
				signIns.recordFailure(clientAddress(remoteAddress, context.req.header('x-forwarded-for')));
			throw error;
		});
		context.set('actor', actor);
		context.set('role', role);
		await next();
	};

/**
 * Throws CandorError `not-permitted` unless the operator is an admin. It runs after
 * `requireOperator`.
 */
export const requireAdmin: MiddlewareHandler<ApiEnv> = async (context, next) => {
	const role = context.get('role');
	if (role !== 'admin')
		throw new CandorError(
			'not-permitted',
			`This token has the role "${role}", and only an admin may do this. Use the token of an admin.`,
		);
	await next();
};
