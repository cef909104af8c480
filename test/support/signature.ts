/** A reader's side of the signatures, by WebCrypto alone: nothing of it is shared with what signs. */
import { webcrypto } from 'node:crypto';

const base64url = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64url'));

/** The protected header of a detached JWS that holds for exactly this payload under the pinned key; else `null`. */
export async function verified(
	pin: string,
	jws: string,
	payload: string,
): Promise<Readonly<Record<string, unknown>> | null> {
	const [header = '', nothing, signature = ''] = jws.split('.');
	if (nothing !== '') return null;
	const raw = base64url(pin);
	// The algorithm follows from the pin, never from the header.
	const [key, how] =
		raw.length === 65
			? [
					{ name: 'ECDSA', namedCurve: 'P-256' },
					{ name: 'ECDSA', hash: 'SHA-256' },
				]
			: [{ name: 'Ed25519' }, { name: 'Ed25519' }];
	const imported = await webcrypto.subtle.importKey('raw', raw, key, false, ['verify']);
	const input = new TextEncoder().encode(`${header}.${payload}`);
	const holds = await webcrypto.subtle.verify(how, imported, base64url(signature), input);
	return holds ? JSON.parse(Buffer.from(header, 'base64url').toString()) : null;
}

/** The name, the JSON and the signature of every event in some bytes of a stream. */
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

/** A signed body in its two parts. */
export function partsOf(body: string): { json: string; jws: string } {
	const [, before = '', jws = ''] = /^(.*),"signature":"([\w.-]+)"\}$/s.exec(body) ?? [];
	return { json: `${before}}`, jws };
}
