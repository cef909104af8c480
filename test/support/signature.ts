/** Verifies signatures with WebCrypto. It shares no code with the server that signs. */
import { webcrypto } from 'node:crypto';

const base64url = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64url'));

/**
 * The protected header of a detached JWS that is valid for exactly this payload under the pinned
 * key; otherwise `null`.
 */
export async function verified(
	pin: string,
	jws: string,
	payload: string,
): Promise<Readonly<Record<string, unknown>> | null> {
	const [header = '', payloadPart, signature = ''] = jws.split('.');
	if (payloadPart !== '') return null;
	const raw = base64url(pin);
	// The algorithm follows from the pinned key, never from the header.
	const [importAlgorithm, verifyAlgorithm] =
		raw.length === 65
			? [
					{ name: 'ECDSA', namedCurve: 'P-256' },
					{ name: 'ECDSA', hash: 'SHA-256' },
				]
			: [{ name: 'Ed25519' }, { name: 'Ed25519' }];
	const imported = await webcrypto.subtle.importKey('raw', raw, importAlgorithm, false, ['verify']);
	const input = new TextEncoder().encode(`${header}.${payload}`);
	const isValid = await webcrypto.subtle.verify(verifyAlgorithm, imported, base64url(signature), input);
	return isValid ? JSON.parse(Buffer.from(header, 'base64url').toString()) : null;
}

/** The name, the JSON and the signature of every event in a piece of a stream. */
export const eventsIn = (bytes: Buffer | string): { name: string; json: string; jws: string | null }[] =>
	String(bytes)
		.split('\n\n')
		.filter((block) => block.includes('event: '))
		.map((block) => {
			const values = (field: string): string[] =>
				block
					.split('\n')
					.filter((line) => line.startsWith(`${field}: `))
					.map((line) => line.slice(field.length + 2));
			const [json = '', jws = null, ...others] = values('data');
			if (others.length > 0) throw new Error(`An event with more than two data lines: ${block}`);
			return { name: values('event')[0] ?? '', json, jws };
		});

/** Splits a signed body into its JSON and its signature. */
export function partsOf(body: string): { json: string; jws: string } {
	const [, before = '', jws = ''] = /^(.*),"signature":"([\w.-]+)"\}$/s.exec(body) ?? [];
	return { json: `${before}}`, jws };
}
