import type { Context, MiddlewareHandler } from 'hono';
import { CandorError } from '../../src/model/errors.ts';
import { type Action, refusedAction, rolesFor } from '../../src/model/permissions.ts';
import type { Role } from '../../src/model/vocabulary.ts';
import type { Session } from '../core/sessions/sessions.ts';
import type { Operator } from '../core/tokens/tokens.ts';
import type { ApiEnv, Services } from './context.ts';
import { assertSameOrigin } from './same-origin.ts';
import { bearerTokenOf, sessionSecretOf, usesSession } from './session-cookie.ts';
import type { SignIns } from './sign-ins.ts';

/** What the check of a token or a session needs. */
export type SignInServices = Pick<Services, 'tokens' | 'sessions' | 'signIns' | 'clientAddress'>;

/**
 * Refuses a request without an operator token and without a session, and sets `actor`, `role`,
 * `owner` and `session`. Throws CandorError `unauthorized`, `too-many` or `cross-site`.
 */
export const requireOperator =
	(services: SignInServices): MiddlewareHandler<ApiEnv> =>
	async (context, next) => {
		if (usesSession(context)) await admitSession(context, services);
		else await admitToken(context, services);
		await next();
	};

async function admitToken(context: Context<ApiEnv>, services: SignInServices): Promise<void> {
	const { tokens } = services;
	const token = bearerTokenOf(context) || null;
	// A request without a token is not an attempt to guess one.
	const operator = await (token === null
		? tokens.operator(null)
		: countingFailures(context, services, () => tokens.operator(token)));
	admit(context, operator, null, () => tokens.operator(token));
}

async function admitSession(context: Context<ApiEnv>, { sessions, signIns }: SignInServices): Promise<void> {
	const secret = sessionSecretOf(context) ?? '';
	assertSameOrigin(context, signIns);
	const session = await sessions.find(secret, { isUse: true });
	admit(context, session.operator, session, () => sessions.find(secret, { isUse: false }));
	// Of a response to a token, shared caches know it by themselves (RFC 9111 section 3.5).
	context.header('cache-control', 'private, no-cache');
	context.header('cross-origin-resource-policy', 'same-origin');
}

function admit(
	context: Context<ApiEnv>,
	{ actor, role, owner }: Operator,
	session: Session | null,
	assertSignedIn: () => Promise<unknown>,
): void {
	context.set('actor', actor);
	context.set('role', role);
	context.set('owner', owner);
	context.set('session', session);
	context.set('assertSignedIn', assertSignedIn);
}

/**
 * Does what is refused with `unauthorized` for a wrong token, and counts that. Throws CandorError
 * `too-many` when the address of the request has sent too many.
 */
export function countingFailures<Result>(
	context: Context<ApiEnv>,
	{ signIns, clientAddress }: Pick<SignInServices, 'signIns' | 'clientAddress'>,
	act: () => Promise<Result>,
): Promise<Result> {
	return act().catch((error: unknown) => {
		const { remoteAddress } = context.env.incoming.socket;
		if (error instanceof CandorError && error.code === 'unauthorized')
			signIns.recordFailure(clientAddress(remoteAddress, context.req.header('x-forwarded-for')));
		throw error;
	});
}

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
