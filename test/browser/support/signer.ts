/**
 * Signs as docs/reference/protocol.md specifies, without any of the code that signs or verifies in
 * the product.
 */

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 86_400;

export const base64url = (data: string | ArrayBuffer): string => {
	const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data);
	const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
	return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

export interface Signer {
	/** The public key that a page pins. */
	readonly pin: string;
	/** The detached JWS over exactly `json`. `header` overrides members of the protected header. */
	sign(typ: string, json: string, header?: object): Promise<string>;
}

export async function aSigner(): Promise<Signer> {
	const { subtle } = crypto;
	const { publicKey, privateKey } = await subtle.generateKey(ecdsa, true, ['sign', 'verify']);
	const pin = base64url(await subtle.exportKey('raw', publicKey));
	const { crv, kty, x, y } = await subtle.exportKey('jwk', publicKey);
	const members = new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }));
	const kid = base64url(await subtle.digest('SHA-256', members));
	return {
		pin,
		async sign(typ, json, header = {}) {
			const iat = Math.floor(Date.now() / 1000);
			const stated = { alg: 'ES256', kid, b64: false, crit: ['b64'], typ, iat, exp: iat + 7 * day };
			const start = base64url(JSON.stringify({ ...stated, ...header }));
			const input = new TextEncoder().encode(`${start}.${json}`);
			return `${start}..${base64url(await subtle.sign(ecdsa, privateKey, input))}`;
		},
	};
}

/** A frame of the stream. `jws`: its signature; `null` for none. */
export const framed = (name: string, json: string, jws: string | null): string =>
	`event: ${name}\ndata: ${json}\n${jws === null ? '' : `data: ${jws}\n`}\n`;

/** The body of a snapshot, with the signature as its last member; `null` for none. */
export const bodied = (json: string, jws: string | null): string =>
	jws === null ? json : `${json.slice(0, -1)},"signature":"${jws}"}`;
