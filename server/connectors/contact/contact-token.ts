/** Contact tokens: what the host's server signs for one customer who asks for contact about one notice. */
import { z } from 'zod';
import { id } from '../../../src/model/records/fields.ts';
import { readSignedToken, tokenFields } from '../claims/signed-token.ts';
import type { ClaimKey } from '../claims/stored-claim-keys.ts';

const contactToken = z.strictObject({ notice: id, ...tokenFields });
export type ContactToken = z.infer<typeof contactToken>;

/** Throws CandorError `claim-token-invalid` or `claim-token-expired`. `now`: epoch milliseconds. */
export const readContactToken = (
	token: string,
	keys: readonly ClaimKey[],
	now: number,
): Promise<ContactToken> =>
	readSignedToken(
		...([token, keys, now, contactToken] as const),
		'A contact token has "notice", "sub", "iat" and "exp".',
	);
