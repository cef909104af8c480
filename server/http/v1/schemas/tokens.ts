import { z } from '@hono/zod-openapi';
import { id, line } from '../../../../src/model/records/fields.ts';
import { roles } from '../../../../src/model/vocabulary.ts';

const role = z.enum(roles).openapi({ description: 'Which commands it may give. Only an admin may redact.' });

export const createTokenRequest = z
	.strictObject({ name: line(80), role: role.default('admin') })
	.openapi('CreateToken');

const tokenFields = { id, name: line(80), createdAt: z.iso.datetime(), role };
const tokenResource = z.strictObject(tokenFields).openapi('Token');
export const newTokenResource = z
	.strictObject({
		...tokenFields,
		token: z.string().openapi({ description: 'The secret. It is shown only once.' }),
	})
	.openapi('NewToken');
export const tokenList = z.strictObject({ tokens: z.array(tokenResource) }).openapi('Tokens');
