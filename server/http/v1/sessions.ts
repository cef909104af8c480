/** `/v1/session`: operators sign in to the console, and out. */
import { createRoute } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { page } from '../../../src/model/views/page.ts';
import { countingFailures } from '../auth.ts';
import type { Api, ApiEnv, Services } from '../context.ts';
import { openIdLink } from '../openid/routes.ts';
import { limitBody, requireJson } from '../request-body.ts';
import { assertSameOrigin } from '../same-origin.ts';
import {
	clearSessionCookie,
	formerSessionOf,
	sessionPath,
	sessionSecretOf,
	setSessionCookie,
} from '../session-cookie.ts';
import {
	jsonBody,
	jsonResponse,
	noQuery,
	operatorRoute,
	problemResponses,
	publicRoute,
	sessionCookieHeader,
} from './route-parts.ts';
import { sessionResource, signInResource, startSessionRequest } from './schemas/sessions.ts';

/** A token has at most 200 characters. */
const maxBodyBytes = 4 * 1024;
const maxDiscardedBytes = 64 * 1024;

/** What the answers to a sign-in need. */
interface SignedIn {
	readonly actor: string;
	readonly role: ApiEnv['Variables']['role'];
	readonly session: { readonly expiresAt: string; readonly idleExpiresAt: string } | null;
}

export function sessionRoutes(api: Api, services: Services): void {
	const { liveState, sessions, signIns, tokens, environment, openId } = services;
	const serverOf = () => ({ name: page(liveState.state)?.name ?? null, environment });
	const resourceOf = async ({ actor, role, session }: SignedIn) => ({
		operator: { id: actor, name: (await tokens.actorNames()).get(actor) ?? null, role },
		expiresAt: session?.expiresAt ?? null,
		idleExpiresAt: session?.idleExpiresAt ?? null,
		server: serverOf(),
	});
	const sameOrigin: MiddlewareHandler<ApiEnv> = async (context, next) => {
		assertSameOrigin(context, signIns);
		await next();
	};
	const noStore = (context: Context): void => context.header('cache-control', 'no-store');

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/sign-in',
			operationId: 'getSignIn',
			tags: ['Sessions'],
			summary: 'How operators can sign in here',
			description: 'For the page at which they do. It needs no session.',
			...publicRoute,
			responses: { 200: jsonResponse(signInResource, 'The ways to sign in.'), ...problemResponses },
		}),
		(context) =>
			context.json({ token: true as const, openid: openIdLink(context, openId), server: serverOf() }, 200),
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: sessionPath,
			operationId: 'startSession',
			tags: ['Sessions'],
			summary: 'Sign in with an operator token',
			description:
				'For browsers: the answer sets a cookie, and the request must come from a page of this server (`Origin`). A session that the browser had before ends.',
			...publicRoute,
			middleware: [sameOrigin, limitBody(maxBodyBytes, maxDiscardedBytes), requireJson],
			request: { query: noQuery, body: jsonBody(startSessionRequest) },
			responses: {
				201: jsonResponse(sessionResource, 'The session.', sessionCookieHeader),
				...problemResponses,
			},
		}),
		async (context) => {
			const { token } = context.req.valid('json');
			const { secret, ...session } = await countingFailures(context, services, () =>
				sessions.start(token, formerSessionOf(context)),
			);
			const { actor, role } = session.operator;
			context.set('actor', actor);
			setSessionCookie(context, secret);
			noStore(context);
			return context.json(await resourceOf({ actor, role, session }), 201);
		},
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: sessionPath,
			operationId: 'getSession',
			tags: ['Sessions'],
			summary: 'Who is signed in, until when, and where',
			description: 'The role is that of the token now. A request with a token has no times.',
			...operatorRoute(services, 'use-session'),
			responses: { 200: jsonResponse(sessionResource, 'The session.'), ...problemResponses },
		}),
		async (context) => {
			noStore(context);
			return context.json(await resourceOf(context.var), 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'delete',
			path: sessionPath,
			operationId: 'endSession',
			tags: ['Sessions'],
			summary: 'Sign out here',
			description: 'Ends the session of the request, and removes the cookie.',
			...operatorRoute(services, 'use-session'),
			request: { query: noQuery },
			responses: { 204: { description: 'The session has ended.' }, ...problemResponses },
		}),
		async (context) => {
			const secret = context.get('session') && sessionSecretOf(context);
			if (secret) await sessions.end(secret);
			clearSessionCookie(context);
			return context.body(null, 204);
		},
	);

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/sessions',
			operationId: 'endAllSessions',
			tags: ['Sessions'],
			summary: 'Sign out everywhere',
			description: 'Ends all sessions of the token of this request. The token itself stays valid.',
			...operatorRoute(services, 'use-session'),
			request: { query: noQuery },
			responses: { 204: { description: 'All sessions have ended.' }, ...problemResponses },
		}),
		async (context) => {
			await sessions.endAll(context.get('actor'));
			clearSessionCookie(context);
			return context.body(null, 204);
		},
	);
}
