/** The variables of the identity provider (docs/how-to/console.md). */
import { z } from 'zod';
import { type OpenIdRoles, openIdRoles } from '../core/sessions/openid-roles.ts';
import type { OpenIdOptions } from '../http/openid/provider.ts';

const example = '{"claim":"groups","admin":["status-admins"],"responder":["on-call"]}';

const issuerHint =
	'Use the address of the identity provider as it writes it itself, such as https://id.example.com. Without HTTPS it must be on this machine.';

const issuer = z.string().refine((text) => {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname, search, hash, username } = new URL(text);
	if (search || hash || username) return false;
	return protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\..*|\[::1\])$/.test(hostname));
}, issuerHint);

const rolesHint = `Use JSON that names the claim and the values that give each role, such as ${example}. A scope must contain openid.`;

const roles = z.string().transform((text, context): OpenIdRoles => {
	const { data } = openIdRoles.safeParse(parsed(text));
	if (data) return data;
	context.addIssue({ code: 'custom', message: rolesHint });
	return z.NEVER;
});

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export const openIdVariables = {
	CANDOR_OIDC_ISSUER: issuer.optional(),
	CANDOR_OIDC_CLIENT_ID: z.string().min(1).optional(),
	CANDOR_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
	CANDOR_OIDC_NAME: z
		.string()
		.trim()
		.regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,40}$/u, 'Use a name of 1 to 40 characters on one line.')
		.optional(),
	CANDOR_OIDC_ROLES: roles.optional(),
};

type Variables = z.infer<z.ZodObject<typeof openIdVariables>>;

/** What is missing, by the name of the variable. */
export function openIdProblems(data: Variables): readonly (readonly [name: string, message: string])[] {
	const { CANDOR_OIDC_ISSUER: given } = data;
	const others = Object.keys(data).filter((name) => name.startsWith('CANDOR_OIDC_'));
	if (given === undefined)
		return others.length === 0
			? []
			: [['CANDOR_OIDC_ISSUER', `Set it as well, because ${others.join(' and ')} is set. ${issuerHint}`]];
	return [
		...(data.CANDOR_OIDC_CLIENT_ID === undefined
			? [['CANDOR_OIDC_CLIENT_ID', 'Set it to the id that the identity provider gave this server.'] as const]
			: []),
		...(data.CANDOR_OIDC_ROLES === undefined ? [['CANDOR_OIDC_ROLES', rolesHint] as const] : []),
	];
}

/** `null`: operators sign in with tokens only. */
export function openIdOf(data: Variables): OpenIdOptions | null {
	const { CANDOR_OIDC_ISSUER: given, CANDOR_OIDC_CLIENT_ID: clientId, CANDOR_OIDC_ROLES: mapping } = data;
	if (given === undefined || clientId === undefined || mapping === undefined) return null;
	return {
		issuer: given,
		clientId,
		clientSecret: data.CANDOR_OIDC_CLIENT_SECRET ?? null,
		roles: mapping,
		name: data.CANDOR_OIDC_NAME ?? new URL(given).host,
	};
}
