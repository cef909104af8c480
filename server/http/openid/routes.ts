/**
 * `/console/sign-in/openid`: an operator's browser goes to the identity provider, and comes back with
 * a code. Both are navigations, so a refusal is a page and not a problem document.
 */
import type { Context } from 'hono';
import { CandorError } from '../../../src/model/errors.ts';
import { problemOf } from '../../core/problem.ts';
import { countingFailures } from '../auth.ts';
import { consolePath } from '../console-path.ts';
import type { Api, ApiEnv, Services } from '../context.ts';
import { mountPathOf } from '../mount.ts';
import { ownOrigins } from '../same-origin.ts';
import { formerSessionOf, setSessionCookie } from '../session-cookie.ts';
import type { OpenIdProvider } from './provider.ts';
import { refusalPage } from './refusal-page.ts';
import { keepSignIn, takeSignIn } from './sign-in-cookie.ts';

export const openIdPath = `${consolePath}/sign-in/openid`;
const callbackPath = `${openIdPath}/callback`;

export function openIdRoutes(api: Api, services: Services): void {
	const { openId, sessions } = services;
	if (openId === null) return;

	api.get(openIdPath, (context) =>
		orRefusalPage(context, '../', async () => {
			const { url, checks } = await openId.begin(redirectUriOf(context));
			const to = placeOf(context.req.query('to'));
			keepSignIn(context, { ...checks, former: formerSessionOf(context), to });
			return redirect(context, url.href);
		}),
	);

	api.get(callbackPath, (context) =>
		orRefusalPage(context, '../../', async () => {
			const kept = takeSignIn(context);
			const { secret, operator } = await countingFailures(context, services, async () => {
				if (kept === null)
					throw new CandorError(
						'unauthorized',
						'This browser has not started this sign-in, or started it more than ten minutes ago. Start again.',
					);
				const answer = new URL(redirectUriOf(context) + new URL(context.req.url).search);
				return sessions.startForPerson(await openId.finish(answer, kept), kept.former);
			});
			context.set('actor', operator.actor);
			setSessionCookie(context, secret);
			// Relative: a proxy may have removed the beginning of the path.
			return redirect(context, `../../${kept?.to ?? ''}`);
		}),
	);
}

/** For `GET /v1/sign-in`. */
export const openIdLink = (context: Context<ApiEnv>, openId: OpenIdProvider | null) =>
	openId && { name: openId.options.name, href: mountPathOf(context.env.incoming) + openIdPath };

/** The address to which the identity provider sends the browser back. */
function redirectUriOf(context: Context<ApiEnv>): string {
	const origin = ownOrigins(context.req.header('host')).at(-1);
	if (origin !== undefined) return origin + mountPathOf(context.env.incoming) + callbackPath;
	throw new CandorError('malformed', 'The request has no Host header that names this server.');
}

/** A place below `/console/`, from a query that anyone may have written. */
const placeOf = (to: string | undefined): string =>
	to !== undefined && /^(?:[\w-][\w.-]*\/?){1,10}$/.test(to) && to.length <= 200 ? to : '';

function redirect(context: Context<ApiEnv>, location: string): Response {
	context.header('location', location);
	context.header('cache-control', 'no-store');
	context.header('referrer-policy', 'no-referrer');
	return context.body(null, 303);
}

/** `toConsole`: the relative address of the console. */
async function orRefusalPage(
	context: Context<ApiEnv>,
	toConsole: string,
	act: () => Promise<Response>,
): Promise<Response> {
	try {
		return await act();
	} catch (error) {
		if (!(error instanceof CandorError)) throw error;
		const { status, detail } = problemOf(error);
		return refusalPage(context, status, detail, toConsole);
	}
}
