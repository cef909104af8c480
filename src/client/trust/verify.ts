/**
 * Verifies signatures: detached JWS (RFC 7515 appendix F) over unencoded bytes (RFC 7797), with
 * public keys that the page pins. The algorithm follows from the pinned key, never from anything
 * that was received, so `alg: none` cannot work.
 */

import type { Environment } from '../environment.ts';
import { requestFailure } from '../http/failure.ts';
import type { RefusalReason } from './refused.ts';

/**
 * Throws a {@link RequestFailure} with a reason unless `signature` is a valid signature over
 * exactly `text`, made for content of the type `name` with a pinned key, and has not expired.
 */
export type Verify = (name: string, text: string, signature: string | null | undefined) => Promise<void>;

/** Visitors' clocks may be a day off. */
const clockToleranceMs = 86_400_000;
/** The key in use, and the next one during a rotation. */
const maxKeys = 2;
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const decodeBase64url = (text: string): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (each) => each.charCodeAt(0));

/**
 * @param pins - Public keys separated by spaces, base64url of 65 bytes (an uncompressed P-256
 * point, for ES256) or of 32 bytes (Ed25519).
 */
export async function createVerify(environment: Environment, pins: string): Promise<Verify> {
	/**
	 * When the newest valid signature was made, epoch milliseconds. A signature that expired before
	 * then has expired, even where the visitor's clock is behind.
	 */
	let newestIssuedAt = 0;
	const importKey = async (pin: string) => {
		const raw = decodeBase64url(pin);
		const algorithm = raw.length === 32 ? 'Ed25519' : ecdsa;
		const { subtle } = environment.crypto;
		const key = await subtle.importKey('raw', raw, algorithm, false, ['verify']);
		return (signature: BufferSource, signed: BufferSource) =>
			subtle.verify(algorithm, key, signature, signed);
	};
	// A browser that lacks one key's algorithm may support the other's.
	const keys = await Promise.allSettled(pins.trim().split(/\s+/, maxKeys).map(importKey));
	const verifiers = keys.flatMap((key) => (key.status === 'fulfilled' ? key.value : []));
	if (!verifiers.length) console.warn('Candor needs https and valid data-keys.');

	return async (name, text, jws) => {
		if (!verifiers.length) throw requestFailure({ reason: 'unverifiable' });
		const [header, payload, signature] = (jws ?? '').split('.');
		if (!header || payload || !signature) throw requestFailure({ reason: 'unsigned' });
		let reason: RefusalReason = 'forged';
		try {
			const signed = new TextEncoder().encode(`${header}.${text}`);
			const bytes = decodeBase64url(signature);
			const results = await Promise.all(verifiers.map((verify) => verify(bytes, signed)));
			const { typ, iat, exp } = JSON.parse(new TextDecoder().decode(decodeBase64url(header)));
			// A signature for another type of content does not count: a signed change must not pass as a
			// snapshot.
			if (results.includes(true) && typ === name) {
				reason = 'expired';
				if (exp * 1000 > Math.max(environment.Date.now() - clockToleranceMs, newestIssuedAt)) {
					newestIssuedAt = Math.max(newestIssuedAt, iat * 1000);
					return;
				}
			}
		} catch {
			// The text is not shaped like a signature: it is refused as forged.
		}
		throw requestFailure({ reason });
	};
}
