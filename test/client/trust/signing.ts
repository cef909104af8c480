/** Signs as docs/reference/protocol.md says, with code that shares nothing with the server's. */
import {
	createHash,
	createPublicKey,
	generateKeyPairSync,
	type KeyObject,
	sign as signBytes,
} from 'node:crypto';
import type { Frame } from '../../../src/model/wire/frames.ts';

/**
 * The detached JWS over exactly `payload`, for content of the type `name`. `header` replaces
 * members of the protected header.
 */
export type Sign = (name: string, payload: string, header?: object) => string;

export interface Key {
	/** The public key as a page pins it. */
	readonly pin: string;
	readonly sign: Sign;
}

export const base64url = (data: string | Uint8Array): string => Buffer.from(data).toString('base64url');

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** The public key as a page pins it: a P-256 point, or 32 bytes of Ed25519. */
function pinOf(key: KeyObject): { readonly pin: string; readonly thumbprint: string } {
	const { kty, crv, x = '', y } = createPublicKey(key).export({ format: 'jwk' });
	const raw = Buffer.from(x, 'base64url');
	const members = y ? { crv, kty, x, y } : { crv, kty, x };
	return {
		pin: base64url(y ? Buffer.concat([Buffer.of(4), raw, Buffer.from(y, 'base64url')]) : raw),
		thumbprint: createHash('sha256').update(JSON.stringify(members)).digest('base64url'),
	};
}

/** @param now - The time of each signature, epoch milliseconds. */
export function aKey(now: () => number, algorithm: 'ES256' | 'EdDSA' = 'ES256'): Key {
	const { privateKey } =
		algorithm === 'ES256'
			? generateKeyPairSync('ec', { namedCurve: 'P-256' })
			: generateKeyPairSync('ed25519');
	const { pin, thumbprint } = pinOf(privateKey);
	return {
		pin,
		sign: (typ, payload, header = {}) => {
			const iat = seconds(now());
			const stated = { alg: algorithm, kid: thumbprint, b64: false, crit: ['b64'], typ, iat };
			const start = base64url(JSON.stringify({ ...stated, exp: iat + 7 * 86_400, ...header }));
			const signature = signBytes(
				algorithm === 'ES256' ? 'sha256' : null,
				Buffer.from(`${start}.${payload}`),
				{
					key: privateKey,
					dsaEncoding: 'ieee-p1363',
				},
			);
			return `${start}..${base64url(signature)}`;
		},
	};
}

/** A frame with this signature as its second data line; `null`: without one. */
export const framed = (name: string, json: string, signature: string | null): string =>
	`event: ${name}\ndata: ${json}\n${signature === null ? '' : `data: ${signature}\n`}\n`;

export function signedFrame({ name, data }: Frame, sign: Sign): string {
	const json = JSON.stringify(data);
	return framed(name, json, sign(name, json));
}

/** A JSON object with the signature as its last member. */
export const bodyWith = (json: string, signature: string): string =>
	`${json.slice(0, -1)},"signature":"${signature}"}`;

export const signedBody = (json: string, sign: Sign): string => bodyWith(json, sign('snapshot', json));
