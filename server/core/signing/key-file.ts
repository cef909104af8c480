/**
 * The key file: up to two private keys and which of them signs. It is not part of the log, and only
 * its owner may read it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CandorError } from '../../../src/model/errors.ts';
import { replaceFile } from '../replace-file.ts';
import { withFileLock } from './file-lock.ts';
import { type Algorithm, makeKey, type SigningKey } from './keys.ts';
import { type Keys, keysText, maxKeys, parseKeys } from './stored-keys.ts';

/** The path of the key file in a data folder, unless CANDOR_KEYS names another file. */
export const keyFileIn = (folder: string): string => join(folder, 'keys.json');

/**
 * The keys in the file; `null` when there is no such file. Throws CandorError `damaged` for a file
 * that is not a complete key file: to continue without signatures would help an attacker who
 * damaged it.
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

/**
 * Adds a key. The first key signs at once; a second one only after {@link useKey}. Throws
 * CandorError `in-use` when there are two keys.
 */
export function createKey(path: string, algorithm: Algorithm, createdAt: string): SigningKey {
	return withFileLock(path, (file) => {
		const before = readKeyFile(file);
		if (before && before.keys.length >= maxKeys)
			throw new CandorError(
				'in-use',
				'There are two keys already, and a script tag pins at most two. Remove the old one first: candor keys remove KID.',
			);
		const key = makeKey(algorithm, createdAt);
		writeKeyFile(file, { signs: before?.signs ?? key.kid, keys: [...(before?.keys ?? []), key] });
		return key;
	});
}

/**
 * Lets a key sign from now on. `reference`: its kid, or the beginning of it. Throws CandorError
 * `not-found`.
 */
export function useKey(path: string, reference: string): SigningKey {
	return changeKey(path, reference, (key, before) => ({ ...before, signs: key.kid }));
}

/** Deletes a key. Throws CandorError `in-use` for the key that signs. */
export function removeKey(path: string, reference: string): SigningKey {
	return changeKey(path, reference, (key, before) => {
		if (key.kid === before.signs)
			throw new CandorError(
				'in-use',
				`This key signs. Let another key sign first: candor keys use KID. To stop signing, remove data-keys from every script tag, then delete ${path} and start the server once with CANDOR_UNSIGNED=yes.`,
			);
		return { ...before, keys: before.keys.filter(({ kid }) => kid !== key.kid) };
	});
}

function changeKey(
	path: string,
	reference: string,
	change: (key: SigningKey, before: Keys) => Keys,
): SigningKey {
	// Checked before the lock, which would create the folder of the file.
	readExisting(path);
	return withFileLock(path, (file) => {
		const before = readExisting(file);
		const key = findKey(before, reference);
		writeKeyFile(file, change(key, before));
		return key;
	});
}

const writeKeyFile = (path: string, keys: Keys): void => replaceFile(path, keysText(keys), 'private');

function readExisting(path: string): Keys {
	const keys = readKeyFile(path);
	if (keys) return keys;
	throw new CandorError('not-found', `There is no key file ${path}. Create a key: candor keys create.`);
}

function findKey({ keys }: Keys, reference: string): SigningKey {
	const [key, ...others] = keys.filter(({ kid }) => kid.startsWith(reference));
	if (key && reference !== '' && others.length === 0) return key;
	throw new CandorError(
		'not-found',
		`${others.length > 0 ? 'Both keys begin' : 'No key begins'} with "${reference}". "candor keys list" shows them.`,
	);
}
