/**
 * Checks signatures: detached JWS (RFC 7515 appendix F) over the exact bytes, unencoded (RFC 7797), by keys that the page
 * pinned. The algorithm follows from the pinned key and from nothing that was received: there is no `none` here.
 */

import { failure } from '../connection/failure.ts';
import type { Environment } from '../environment.ts';
import type { RefusalReason } from './refused.ts';

/** Throws a {@link Failure} with a reason when `text` was not signed, as what `name` says, with a pinned key, or too long ago. */
export type Verify = (name: string, text: string, signature: string | null | undefined) => Promise<void>;

/** A visitor's clock may be a day off. */
const toleranceMs = 86_400_000;
/** One to sign with, and one to change to. */
const mostKeys = 2;
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (each) => each.charCodeAt(0));

/** `pins`: public keys, base64url of 65 bytes (a P-256 point, ES256) or 32 bytes (Ed25519), with spaces between. */
export async function createVerify(environment: Environment, pins: string): Promise<Verify> {
	/** The newest signature that was good: what expired before it was made has expired, whatever the visitor's clock says. */
	let newest = 0;
	const checkBy = async (pin: string) => {
		const raw = bytesOf(pin);
		const algorithm = raw.length === 32 ? 'Ed25519' : ecdsa;
		const { subtle } = environment.crypto;
		const key = await subtle.importKey('raw', raw, algorithm, false, ['verify']);
		return (mark: BufferSource, signed: BufferSource) => subtle.verify(algorithm, key, mark, signed);
	};
	// A browser that does not know one key's algorithm may know the other's.
	const keys = await Promise.allSettled(pins.trim().split(/\s+/, mostKeys).map(checkBy));
	const checks = keys.flatMap((key) => (key.status === 'fulfilled' ? key.value : []));
	if (!checks.length) console.warn('Candor shows nothing: it needs https, and data-keys that can be read.');

	return async (name, text, signature) => {
		// No secure context, or no keys: what cannot be checked is not believed.
		if (!checks.length) throw failure({ reason: 'unverifiable' });
		const [header, payload, mark] = (signature ?? '').split('.');
		if (!header || payload || !mark) throw failure({ reason: 'unsigned' });
		let reason: RefusalReason = 'forged';
		try {
			const signed = new TextEncoder().encode(`${header}.${text}`);
			const results = await Promise.all(checks.map((check) => check(bytesOf(mark), signed)));
			const { typ, iat, exp } = JSON.parse(new TextDecoder().decode(bytesOf(header)));
			// One that is good for something else is none: a change is no snapshot.
			if (results.includes(true) && typ === name) {
				reason = 'expired';
				if (exp * 1000 > Math.max(environment.Date.now() - toleranceMs, newest)) {
					newest = Math.max(newest, iat * 1000);
					return;
				}
			}
		} catch {
			// Not even the shape of a signature.
		}
		throw failure({ reason });
	};
}
