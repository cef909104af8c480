/** The token of a profile: in the system's keyring, else in a file of mode 0600. */
import { CliError } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { oneLine, quoted } from '../terminal-text.ts';
import { readSecret, removeSecret, writeSecret } from './keyring.ts';
import {
	type Profile,
	readOwnFile,
	removeOwnFile,
	requireConfigFolder,
	type TokenPlace,
	tokenFileIn,
	writeOwnFile,
} from './profile-store.ts';

export interface StoredToken {
	readonly place: TokenPlace;
	/** A sentence about where it is. */
	readonly where: string;
}

/** A token that can be read back is in the keyring; otherwise it is written to a file. */
export async function storeToken(io: Io, name: string, token: string): Promise<StoredToken> {
	const path = tokenFileIn(requireConfigFolder(io.environment), name);
	const written = await writeSecret(io, name, token);
	const read = 'value' in written ? await readSecret(io, name) : written;
	if ('value' in read && read.value === token) {
		removeOwnFile(path);
		return { place: 'keyring', where: 'Its token is in the keyring of this system.' };
	}
	const reason = 'reason' in read ? read.reason : 'it returned another text';
	writeOwnFile(io.environment, path, `${token}\n`);
	return {
		place: 'file',
		where: `Its token is in ${path}, which only you can read, because no keyring answered (${oneLine(reason)}).`,
	};
}

/** Throws a CliError if the token is not where it was stored. */
export async function readStoredToken(io: Io, name: string, { token: place }: Profile): Promise<string> {
	const again = `Unlock it, or store the token again with "candor profile add ${name}", or set CANDOR_TOKEN.`;
	if (place === 'keyring') {
		const read = await readSecret(io, name);
		if ('value' in read && read.value !== '') return read.value;
		const reason = 'reason' in read ? read.reason : 'it has none';
		throw new CliError(
			'unauthorized',
			`The keyring did not return the token of the profile ${quoted(name)} (${oneLine(reason)}). ${again}`,
		);
	}
	const path = tokenFileIn(requireConfigFolder(io.environment), name);
	const text = readOwnFile(path);
	if (text !== null) return text;
	throw new CliError(
		'unauthorized',
		`The token of the profile ${quoted(name)} is missing: there is no file ${path}. Store it again with "candor profile add ${name}".`,
	);
}

/** Returns a sentence if the keyring keeps it. */
export async function removeStoredToken(io: Io, name: string, place: TokenPlace): Promise<string | null> {
	removeOwnFile(tokenFileIn(requireConfigFolder(io.environment), name));
	if (place !== 'keyring') return null;
	const removed = await removeSecret(io, name);
	return 'value' in removed
		? null
		: `The keyring may still have its token (${oneLine(removed.reason)}). Remove it there: service candor, profile ${name}.`;
}
