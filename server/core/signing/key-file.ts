/**
 * The key file: up to two private keys, and which of them signs. Outside the log, for its owner's
 * eyes alone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import { replaceFile } from '../replace-file.ts';
import { alone } from './key-lock.ts';
import { type Algorithm, algorithms, makeKey, readKey, type SigningKey } from './keys.ts';

/** A tag pins two keys at the most: the one that signs, and the one that will. */
const most = 2;

/** Where the keys are unless CANDOR_KEYS says otherwise. */
export const keyFileIn = (folder: string): string => join(folder, 'keys.json');

export interface Keys {
	/** The kid of the key that signs. */
	readonly signs: string;
	/** At least one, at most two. */
	readonly keys: readonly SigningKey[];
}

const stored = z.strictObject({
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
		.max(most),
});

/**
 * The keys in the file; `null` when there is no such file. Throws CandorError `damaged` for any
 * other file that holds no whole keys: going on without a signature would be what a forger wishes
 * for.
 */
export function readKeyFile(path: string): Keys | null {
	try {
		return parseKeys(readFileSync(path, 'utf8'));
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? '';
		if (code === 'ENOENT') return null;
		const reason = error instanceof CandorError ? error.message : `It cannot be read (${code}).`;
		throw new CandorError(
			'damaged',
			`The key file ${path} cannot be used. ${reason} Put it back from a backup, or give it to the user that runs Candor. Without it, pages that pin its keys would show nothing.`,
		);
	}
}

function parseKeys(text: string): Keys {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		// The parser's own message would quote the file, and so a key.
		throw new CandorError('damaged', 'It is no JSON.');
	}
	const { data } = stored.safeParse(value);
	if (!data) throw new CandorError('damaged', 'It does not hold what a key file holds.');
	const keys = data.keys.map(({ privateKey, algorithm, createdAt }) =>
		readKey(privateKey, algorithm, createdAt),
	);
	if (new Set(keys.map(({ kid }) => kid)).size < keys.length || !keys.some(({ kid }) => kid === data.signs))
		throw new CandorError('damaged', 'It names a key that signs and does not hold it, or holds one twice.');
	return { signs: data.signs, keys };
}

function writeKeyFile(path: string, { signs, keys }: Keys): Keys {
	const value: z.infer<typeof stored> = {
		v: 1,
		signs,
		keys: keys.map(({ algorithm, createdAt, privateKey }) => ({
			algorithm,
			createdAt,
			privateKey: privateKey.export({ format: 'jwk' }) as Record<string, string>,
		})),
	};
	replaceFile(path, `${JSON.stringify(value, null, '\t')}\n`, 'private');
	return { signs, keys };
}

/**
 * Adds a key. The first one signs; a second waits until pages pin it. Throws CandorError `in-use`
 * beside two.
 */
export function createKey(path: string, algorithm: Algorithm, createdAt: string): SigningKey {
	return alone(path, (file) => {
		const before = readKeyFile(file);
		if (before && before.keys.length >= most)
			throw new CandorError(
				'in-use',
				'There are two keys already, and a tag pins no more. Remove the old one first: candor keys remove KID.',
			);
		const key = makeKey(algorithm, createdAt);
		writeKeyFile(file, { signs: before?.signs ?? key.kid, keys: [...(before?.keys ?? []), key] });
		return key;
	});
}

/**
 * Lets a key sign from now on. `reference` is its kid or how it begins. Throws CandorError
 * `not-found`.
 */
export function useKey(path: string, reference: string): SigningKey {
	return changeKey(path, reference, (key, before) => ({ ...before, signs: key.kid }));
}

/** Forgets a key that does not sign. Throws CandorError `in-use` for the one that does. */
export function removeKey(path: string, reference: string): SigningKey {
	return changeKey(path, reference, (key, before) => {
		if (key.kid === before.signs)
			throw new CandorError(
				'in-use',
				`This key signs. Let another one sign first: candor keys use KID. To stop signing altogether, take data-keys out of every tag, then delete ${path} and start the server again.`,
			);
		return { ...before, keys: before.keys.filter(({ kid }) => kid !== key.kid) };
	});
}

function changeKey(
	path: string,
	reference: string,
	change: (key: SigningKey, before: Keys) => Keys,
): SigningKey {
	// Without a file there is nothing to lock, and no folder to make for a lock.
	existing(path);
	return alone(path, (file) => {
		const before = existing(file);
		const key = find(before, reference);
		writeKeyFile(file, change(key, before));
		return key;
	});
}

function existing(path: string): Keys {
	const keys = readKeyFile(path);
	if (keys) return keys;
	throw new CandorError('not-found', `There is no key file ${path}. Make a key: candor keys create.`);
}

function find({ keys }: Keys, reference: string): SigningKey {
	const [key, ...others] = keys.filter(({ kid }) => kid.startsWith(reference));
	if (key && reference !== '' && others.length === 0) return key;
	throw new CandorError(
		'not-found',
		`${others.length > 0 ? 'Both keys begin' : 'No key begins'} with "${reference}". "candor keys list" shows them.`,
	);
}
