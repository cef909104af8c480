/** Claim tokens: what the host's server signs for one customer and one remedy. */
import { z } from 'zod';
import { attributesOf, id, line } from '../../../src/model/records/fields.ts';
import { readSignedToken, tokenFields } from './signed-token.ts';
import type { ClaimKey } from './stored-claim-keys.ts';

const claimToken = z.strictObject({
	remedy: id,
	...tokenFields,
	attributes: attributesOf(line(80)).default({}),
});
export type ClaimToken = z.infer<typeof claimToken>;

/** Throws CandorError `claim-token-invalid` or `claim-token-expired`. `now`: epoch milliseconds. */
export const readClaimToken = (token: string, keys: readonly ClaimKey[], now: number): Promise<ClaimToken> =>
	readSignedToken(
		...([token, keys, now, claimToken] as const),
		'It has "remedy", "sub", "iat", "exp" and, if wanted, "attributes".',
	);
