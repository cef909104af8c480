/** Signing keys: creating them, reading them, and their public part. */
import {
	createHash,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	type JsonWebKey,
	type KeyObject,
	sign,
	verify,
} from 'node:crypto';
import { CandorError } from '../../../src/model/errors.ts';

export const algorithms = ['ES256', 'Ed25519'] as const;
export type Algorithm = (typeof algorithms)[number];

export interface SigningKey {
	/** The RFC 7638 thumbprint of the public key: 43 characters of base64url. */
	readonly kid: string;
	readonly algorithm: Algorithm;
	/** ISO 8601, UTC. */
	readonly createdAt: string;
	/**
	 * The value that pages pin: base64url of the raw public key, 65 bytes (ES256, an uncompressed
	 * point) or 32 (Ed25519).
	 */
	readonly pin: string;
	readonly privateKey: KeyObject;
}

/** A public key in the response of `GET /v1/keys` (RFC 7517). `pin` is a member of our own. */
export interface PublicKey {
	readonly kty: string;
	readonly crv: string;
	readonly x: string;
	readonly y?: string;
	readonly kid: string;
	readonly alg: 'ES256' | 'EdDSA';
	readonly use: 'sig';
	readonly pin: string;
}

export function makeKey(algorithm: Algorithm, createdAt: string): SigningKey {
	for (;;) {
		const { privateKey } =
			algorithm === 'Ed25519'
				? generateKeyPairSync('ed25519')
				: generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const key = keyOf(privateKey, algorithm, createdAt);
		// In "candor keys use -x1…" the kid would be read as an option. One key in 64 is discarded.
		if (!key.kid.startsWith('-')) return key;
	}
}

/**
 * Reads a private JWK. Throws CandorError `damaged` unless it is a complete key of this algorithm.
 */
export function readKey(jwk: JsonWebKey, algorithm: Algorithm, createdAt: string): SigningKey {
	try {
		const key = keyOf(createPrivateKey({ key: jwk, format: 'jwk' }), algorithm, createdAt);
		// A JWK stores the private and the public half separately. If they do not match, no page could
		// verify a signature.
		const sample = Buffer.from(key.kid);
		const digest = algorithm === 'ES256' ? 'sha256' : null;
		const signature = sign(digest, sample, key.privateKey);
		if (verify(digest, sample, createPublicKey(key.privateKey), signature)) return key;
	} catch {
		// Replaced by the error below: the library's message gives no advice and might quote the key.
	}
	throw new CandorError('damaged', `It contains a key that is not a complete ${algorithm} key.`);
}

export function publicKey({ kid, algorithm, pin, privateKey }: SigningKey): PublicKey {
	const { kty = '', crv = '', x = '', y } = createPublicKey(privateKey).export({ format: 'jwk' });
	const alg = algorithm === 'Ed25519' ? 'EdDSA' : algorithm;
	return { kty, crv, x, ...(y !== undefined && { y }), kid, alg, use: 'sig', pin };
}

function keyOf(privateKey: KeyObject, algorithm: Algorithm, createdAt: string): SigningKey {
	const { kty, crv, x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
	if (crv !== (algorithm === 'ES256' ? 'P-256' : 'Ed25519')) throw new TypeError('wrong curve');
	// RFC 7638 section 3.2, RFC 8037 appendix A.3: only the required members, sorted by name.
	const members = algorithm === 'ES256' ? { crv, kty, x, y } : { crv, kty, x };
	const kid = createHash('sha256').update(JSON.stringify(members)).digest('base64url');
	const coordinates = [x, y].map((coordinate) => Buffer.from(coordinate, 'base64url'));
	// SEC 1 section 2.3.3: 04 marks an uncompressed point.
	const raw = algorithm === 'ES256' ? [Buffer.of(4), ...coordinates] : coordinates;
	return { kid, algorithm, createdAt, pin: Buffer.concat(raw).toString('base64url'), privateKey };
}
