/**
 * The cookie of a session. Its prefix `__Host-` lets browsers accept it only over HTTPS (or on this
 * machine), for this host alone, and never from another host of the same site.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { sessionIdOf } from '../core/sessions/stored-sessions.ts';

export const sessionCookie = '__Host-candor-session';

/** Where a session starts and ends. */
export const sessionPath = '/v1/session';

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const;

/** The secret of the session; `null` without one. */
export const sessionSecretOf = (context: Context): string | null => getCookie(context, sessionCookie) || null;

/** The same for a request that has not reached the API. */
export const sessionSecretIn = (cookies = ''): string | null =>
	parse(cookies, sessionCookie)[sessionCookie] || null;

/** The id of the session that a browser has before it signs in; `null`: none. */
export const formerSessionOf = (context: Context): string | null => {
	const secret = sessionSecretOf(context);
	return secret === null ? null : sessionIdOf(secret);
};

/** It has no `Max-Age`: it also ends with the browser. */
export const setSessionCookie = (context: Context, secret: string): void =>
	setCookie(context, sessionCookie, secret, attributes);

export function clearSessionCookie(context: Context): void {
	deleteCookie(context, sessionCookie, attributes);
}

/**
 * The token in an `Authorization` header (RFC 6750 section 2.1; the name of the scheme is case-insensitive). `''`:
 * the scheme without a token. `null`: another scheme, such as `Basic` for a proxy, or none.
 */
export function bearerTokenIn(header = ''): string | null {
	if (!/^bearer(?: |$)/i.test(header)) return null;
	return /^bearer +([\x21-\x7e]+)$/i.exec(header)?.[1] ?? '';
}

export const bearerTokenOf = (context: Context): string | null =>
	bearerTokenIn(context.req.header('authorization'));

/** Whether the operator of a request is that of its session. A token comes first. */
export const usesSession = (context: Context): boolean =>
	bearerTokenOf(context) === null && sessionSecretOf(context) !== null;
