import { z } from '@hono/zod-openapi';
import { createToken } from '../../../../src/model/commands/tokens.ts';
import { id, line } from '../../../../src/model/records/fields.ts';
import { roles } from '../../../../src/model/vocabulary.ts';

const role = z.enum(roles).openapi({ description: 'What it may do. Only an admin may redact.' });
const owner = line(80).nullable().openapi({
	description: 'The person who answers for it. The rule of two persons compares owners. `null`: not known.',
});
const { expiresAt: time } = createToken.shape;
const expiresAt = time.describe(
	'An instant, or a duration from now such as `90d`. It is refused from then on.',
);

export const createTokenRequest = z
	.strictObject({ name: line(80), role: role.default('admin'), owner: owner.optional(), expiresAt })
	.openapi('CreateToken');
export const rotateTokenRequest = z
	.strictObject({
		expiresAt: time.describe('Missing: as before. `null`: it does not expire.'),
	})
	.openapi('RotateToken');
export const revokeTokenQuery = z.strictObject({
	'last-admin': z
		.enum(['true', 'false'])
		.optional()
		.openapi({ description: '`true`: revokes it also if it is the last token of an admin.' }),
});

const instant = (description: string) => z.iso.datetime().nullable().openapi({ description });
const tokenFields = {
	id,
	name: line(80),
	role,
	owner,
	createdAt: z.iso.datetime(),
	rotatedAt: instant('When its secret was replaced. `null`: never.'),
	expiresAt: instant('`null`: it does not expire.'),
	lastUsedAt: instant('The start of the hour of its last use. `null`: it was never used.'),
};
const tokenResource = z.strictObject(tokenFields).openapi('Token');
export const newTokenResource = z
	.strictObject({
		...tokenFields,
		token: z.string().openapi({ description: 'The secret. It is shown only once.' }),
	})
	.openapi('NewToken');
export const tokenList = z.strictObject({ tokens: z.array(tokenResource) }).openapi('Tokens');
