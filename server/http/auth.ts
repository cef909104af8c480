import type { MiddlewareHandler } from 'hono';
import { CandorError } from '../../src/model/errors.ts';
import { type Action, refusedAction, rolesFor } from '../../src/model/permissions.ts';
import type { Role } from '../../src/model/vocabulary.ts';
import type { ApiEnv, Services } from './context.ts';
import type { SignIns } from './sign-ins.ts';

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
		const { actor, role, owner } = await tokens.operator(token ?? null).catch((error: unknown) => {
			const { remoteAddress } = context.env.incoming.socket;
			// A request without a token is not an attempt to guess one.
			if (token !== undefined && error instanceof CandorError && error.code === 'unauthorized')
				signIns.recordFailure(clientAddress(remoteAddress, context.req.header('x-forwarded-for')));
			throw error;
		});
		context.set('actor', actor);
		context.set('role', role);
		context.set('owner', owner);
		context.set('assertSignedIn', () => tokens.operator(token ?? null));
		await next();
	};

/**
 * Refuses an operator whose role may do none of these actions, before the body is read: a refusal
 * says nothing about it. It runs after `requireOperator`. Throws CandorError `forbidden`.
 */
export const requirePermission =
	({ signIns }: SignInServices, actions: readonly Action[]): MiddlewareHandler<ApiEnv> =>
	async (context, next) => {
		const role = context.get('role');
		const refused = actions.map((action) => refusedAction(role, [action]));
		const [first] = refused;
		if (first !== undefined && refused.every((each) => each !== undefined))
			throw forbidden(signIns, context.get('actor'), role, first);
		await next();
	};

/** The error for an action that the operator's role may not do. It is counted and logged. */
export function forbidden(signIns: SignIns, actor: string, role: Role, action: Action): CandorError {
	signIns.recordForbidden(actor, role, action);
	const needed = rolesFor(action).map((each) => `"${each}"`);
	return new CandorError(
		'forbidden',
		`This token has the role "${role}", and this needs the role ${needed.join(' or ')}. Use a token with that role.`,
	);
}
