/** Which values of a claim give which role. It is data: `CANDOR_OIDC_ROLES`. */
import { z } from 'zod';
import { line } from '../../../src/model/records/fields.ts';
import { type Role, roles } from '../../../src/model/vocabulary.ts';

const values = z.array(z.string().min(1).max(200)).min(1).optional();

export const openIdRoles = z
	.strictObject({
		/** The claim of the ID token or the user info, such as `groups`. */
		claim: line(80),
		/** What the server asks for. Default: `openid profile`. */
		scope: z
			.string()
			.regex(/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/)
			.refine((text) => text.split(' ').includes('openid'))
			.optional(),
		admin: values,
		publisher: values,
		responder: values,
		viewer: values,
		support: values,
	})
	.refine((mapping) => roles.some((role) => mapping[role]));
export type OpenIdRoles = z.infer<typeof openIdRoles>;

/** Who has values of several roles has the first one of these. */
const strongestFirst = ['admin', 'publisher', 'responder', 'viewer', 'support'] as const satisfies Role[];

/** The role that these values of the claim give; `null`: none. */
export const roleOf = (mapping: OpenIdRoles, given: readonly string[]): Role | null =>
	strongestFirst.find((role) => mapping[role]?.some((value) => given.includes(value))) ?? null;

/** Those of the values that the mapping names: the others are not the server's business. */
export function namedValues(mapping: OpenIdRoles, given: readonly string[]): string[] {
	const named = strongestFirst.flatMap((role) => mapping[role] ?? []);
	return given.filter((value) => named.includes(value));
}
