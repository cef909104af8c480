/** Detached signatures over exact bytes: RFC 7515 (JWS) with the unencoded payload of RFC 7797. */
import { sign } from 'node:crypto';
import type { Frame } from '../../../src/model/wire/frames.ts';
import type { SigningKey } from './keys.ts';

/**
 * The type of a signed text. It is in the header, so that one type cannot be passed off as another.
 */
export type Signed = Frame['name'] | 'history';

/** Seconds since the epoch, as in a JWT. */
export interface Validity {
	readonly iat: number;
	readonly exp: number;
}

/** `BASE64URL(header) + '..' + BASE64URL(signature)` over exactly the bytes of `payload`. */
export function detachedJws(key: SigningKey, typ: Signed, payload: string, { iat, exp }: Validity): string {
	const { kid, algorithm, privateKey } = key;
	const alg = algorithm === 'Ed25519' ? 'EdDSA' : algorithm;
	const protectedHeader = JSON.stringify({ alg, kid, b64: false, crit: ['b64'], typ, iat, exp });
	const header = Buffer.from(protectedHeader).toString('base64url');
	const input = Buffer.from(`${header}.${payload}`);
	// RFC 7518 section 3.4: R and S, one after the other. Node's default is DER.
	const signature =
		algorithm === 'Ed25519'
			? sign(null, input, privateKey)
			: sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' });
	return `${header}..${signature.toString('base64url')}`;
}

/**
 * Adds the signature to a JSON object as its last member. A client removes that member to get the
 * signed bytes.
 */
export const withSignature = (json: string, signature: string | null): string =>
	signature === null ? json : `${json.slice(0, -1)},"signature":"${signature}"}`;
