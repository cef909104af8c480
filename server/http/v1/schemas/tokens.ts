import { z } from '@hono/zod-openapi';
import { id, line } from '../../../../src/model/records/fields.ts';

export const createTokenRequest = z.strictObject({ name: line(80) }).openapi('CreateToken');

const tokenFields = { id, name: line(80), createdAt: z.iso.datetime() };
const tokenResource = z.strictObject(tokenFields).openapi('Token');
export const newTokenResource = z
	.strictObject({
		...tokenFields,
		token: z.string().openapi({ description: 'The secret. It is shown only once.' }),
	})
	.openapi('NewToken');
export const tokenList = z.strictObject({ tokens: z.array(tokenResource) }).openapi('Tokens');
