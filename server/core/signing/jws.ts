/** Detached signatures over exact bytes: RFC 7515 (JWS) with the unencoded payload of RFC 7797. */
import { sign } from 'node:crypto';
import type { Frame } from '../../../src/model/wire/frames.ts';
import type { SigningKey } from './keys.ts';

/** What is signed: its name stands in the header, so that nothing passes for another. */
export type Signed = Frame['name'] | 'history';

/** In seconds since the epoch, as JWT counts time. */
export interface Validity {
	readonly iat: number;
	readonly exp: number;
}

/** `BASE64URL(header) + '..' + BASE64URL(signature)` over `payload` as it is, byte for byte. */
export function detachedJws(key: SigningKey, typ: Signed, payload: string, { iat, exp }: Validity): string {
	const { kid, algorithm, privateKey } = key;
	const alg = algorithm === 'Ed25519' ? 'EdDSA' : algorithm;
	const protectedHeader = JSON.stringify({ alg, kid, b64: false, crit: ['b64'], typ, iat, exp });
	const header = Buffer.from(protectedHeader).toString('base64url');
	const input = Buffer.from(`${header}.${payload}`);
	// RFC 7518 section 3.4: R and S side by side, not in the DER that Node writes by default.
	const signature =
		algorithm === 'Ed25519'
			? sign(null, input, privateKey)
			: sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' });
	return `${header}..${signature.toString('base64url')}`;
}

/**
 * A JSON object with its signature as the last member, which a reader cuts off to have the bytes
 * that were signed.
 */
export const withSignature = (json: string, signature: string | null): string =>
	signature === null ? json : `${json.slice(0, -1)},"signature":"${signature}"}`;
