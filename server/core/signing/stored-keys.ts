/** The content of the key file. */
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import { algorithms, readKey, type SigningKey } from './keys.ts';

/** A script tag pins at most two keys: the one that signs, and the one that replaces it. */
export const maxKeys = 2;

export interface Keys {
	/** The kid of the key that signs. */
	readonly signs: string;
	/** One or two. */
	readonly keys: readonly SigningKey[];
}

const storedKeys = z.strictObject({
	v: z.literal(1),
	signs: z.string(),
	keys: z
		.array(
			z.strictObject({
				algorithm: z.enum(algorithms),
				createdAt: z.iso.datetime(),
				privateKey: z.record(z.string(), z.string()),
			}),
		)
		.min(1)
		.max(maxKeys),
});

/**
 * Throws CandorError `damaged`. The message never quotes the file, because it contains private
 * keys.
 */
export function parseKeys(text: string): Keys {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new CandorError('damaged', 'It is not JSON.');
	}
	const { data } = storedKeys.safeParse(value);
	if (!data) throw new CandorError('damaged', 'It is not a key file.');
	const keys = data.keys.map(({ privateKey, algorithm, createdAt }) =>
		readKey(privateKey, algorithm, createdAt),
	);
	if (new Set(keys.map(({ kid }) => kid)).size < keys.length || !keys.some(({ kid }) => kid === data.signs))
		throw new CandorError('damaged', 'It contains a key twice, or does not contain the key that signs.');
	return { signs: data.signs, keys };
}

export function keysText({ signs, keys }: Keys): string {
	const value: z.infer<typeof storedKeys> = {
		v: 1,
		signs,
		keys: keys.map(({ algorithm, createdAt, privateKey }) => ({
			algorithm,
			createdAt,
			privateKey: privateKey.export({ format: 'jwk' }) as Record<string, string>,
		})),
	};
	return `${JSON.stringify(value, null, '\t')}\n`;
}
