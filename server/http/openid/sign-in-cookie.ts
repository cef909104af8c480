/**
 * What a browser keeps while its operator is at the identity provider. It is in a cookie and not in
 * the store, because anyone may start a sign-in. `SameSite=Lax`, because the browser returns from
 * another site.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';

const name = '__Host-candor-sign-in';
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
const maxAgeSeconds = 600;

const text = z.string().regex(/^[\w-]{10,200}$/);
const signIn = z.strictObject({
	state: text,
	nonce: text,
	verifier: text,
	/** The id of the session that the browser had; it ends. */
	former: z
		.string()
		.regex(/^[0-9a-f]{64}$/)
		.nullable(),
	/** Where the operator wants to go below `/console/`. */
	to: z.string().max(200),
});
export type SignIn = z.infer<typeof signIn>;

export function keepSignIn(context: Context, value: SignIn): void {
	const encoded = Buffer.from(JSON.stringify(value)).toString('base64url');
	setCookie(context, name, encoded, { ...attributes, maxAge: maxAgeSeconds });
}

/** Reads and removes it; `null`: the browser has none that can be read. */
export function takeSignIn(context: Context): SignIn | null {
	const encoded = getCookie(context, name);
	if (encoded === undefined) return null;
	deleteCookie(context, name, attributes);
	try {
		return signIn.parse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')));
	} catch {
		return null;
	}
}
