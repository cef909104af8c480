/** Tokens of the host: compact JWS (RFC 7515) that its server signs for one customer. */
import { compactVerify, decodeProtectedHeader } from 'jose';
import { JOSEError } from 'jose/errors';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import { line } from '../../../src/model/records/fields.ts';
import type { ClaimKey } from './stored-claim-keys.ts';

/** Longer tokens are not read: they hold a few names and numbers. */
export const longestToken = 4_096;
/** The longest time from the signature to the end. A token that is lost is worthless soon. */
const longestLifeSeconds = 24 * 60 * 60;
/** How far the clock of the host's server may be from ours. */
export const clockToleranceMs = 60_000;

const seconds = z.int().min(0).max(100_000_000_000);

/** What every token has: `sub`, `iat` and `exp` are those of RFC 7519. */
export const tokenFields = {
	/** What the host calls the customer. Its meaning is the host's alone. */
	sub: line(200),
	iat: seconds,
	exp: seconds,
};

interface Signed {
	readonly iat: number;
	readonly exp: number;
}

const isForged = (): CandorError =>
	new CandorError(
		'claim-token-invalid',
		'No claim key of this server has signed the token. Sign it with HS256 or ES256 and a key of "candor remedy keys".',
	);

/**
 * The content of a token, checked against its schema. The schemas of two kinds of tokens have no
 * value in common, so that a token of one kind is worth nothing as the other.
 *
 * @param expected - A sentence that describes the right content.
 * @param now - Epoch milliseconds.
 * @throws CandorError `claim-token-invalid` or `claim-token-expired`.
 */
export async function readSignedToken<Token extends Signed>(
	token: string,
	keys: readonly ClaimKey[],
	now: number,
	schema: z.ZodType<Token>,
	expected: string,
): Promise<Token> {
	const { data, error } = schema.safeParse(await verifiedPayload(token, keys));
	if (error) {
		const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
		throw new CandorError('claim-token-invalid', `The content of the token is wrong. ${expected}`, issues);
	}
	const { iat, exp } = data;
	if (exp * 1_000 <= now)
		throw new CandorError(
			'claim-token-expired',
			'The token has expired. Sign another one for this customer.',
		);
	if (exp - iat > longestLifeSeconds || iat * 1_000 > now + clockToleranceMs)
		throw new CandorError(
			'claim-token-invalid',
			'The times of the token are wrong: "exp" is at most 24 hours after "iat", and "iat" is not in the future. Check the clock of the server that signs.',
		);
	return data;
}

async function verifiedPayload(token: string, keys: readonly ClaimKey[]): Promise<unknown> {
	if (token.length > longestToken) throw isForged();
	const header = headerOf(token);
	const candidates = keys.filter(
		({ id: name, algorithm }) =>
			algorithm === header.alg && (header.kid === undefined || header.kid === name),
	);
	for (const { algorithm, key } of candidates) {
		try {
			const { payload } = await compactVerify(token, key, { algorithms: [algorithm] });
			return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
		} catch (error) {
			// Another key may have signed it, and what is signed may be no JSON.
			const isExpected =
				error instanceof JOSEError || error instanceof SyntaxError || error instanceof TypeError;
			if (!isExpected) throw error;
		}
	}
	throw isForged();
}

function headerOf(token: string): { readonly alg?: string | undefined; readonly kid?: string | undefined } {
	try {
		return decodeProtectedHeader(token);
	} catch {
		throw isForged();
	}
}
