import { z } from '@hono/zod-openapi';
import { policyPack } from '../../../../src/model/policy-pack/policy-pack.ts';

const sentences = (description: string) => z.array(z.string()).openapi({ description });

export const packResource = z
	.strictObject({
		pack: policyPack,
		enforced: sentences('What the server does, in sentences.'),
		expected: sentences('What is left to the operators, in sentences.'),
	})
	.openapi('PolicyPack');
