/** What a mirror must know about the content of the files that it copies. */
import { CandorError } from '../../../src/model/errors.ts';
import { readHistory } from '../../../src/model/history/history.ts';
import { isId } from '../../../src/model/ids.ts';
import { readSnapshot } from '../../../src/model/wire/read-frames.ts';

/** A state of a log. `site` identifies the log, because a `seq` is valid in one log only. */
export interface Position {
	readonly site: string;
	readonly seq: number;
}

export interface SnapshotInfo extends Position {
	readonly isSigned: boolean;
	/** The ids of its notices. */
	readonly notices: readonly string[];
}

/** Without these files a page has no banner. Others are optional. */
export const isRequiredScript = (name: string): boolean => /^(?:candor|define|chunk-[\w-]+)\.js$/.test(name);

/**
 * The names of Candor's scripts. Only these are followed: scripts of a compromised server must not
 * make the mirror overwrite other files of its target.
 */
const scriptName = /^(?:candor|candor-counts|candor-sw|define|reach|chunk-[\w-]+)\.js$/;

/** The names of Candor's other scripts that a script contains as string literals. */
export function scriptReferences(bytes: Uint8Array): Set<string> {
	const text = new TextDecoder().decode(bytes);
	const names = [...text.matchAll(/["'`](?:\.\/)?([\w-]+\.js)["'`]/g)].map(([, name = '']) => name);
	return new Set(names.filter((name) => scriptName.test(name)));
}

/** Throws CandorError `bad-frame` for anything but a history. */
export function checkHistory(bytes: Uint8Array): void {
	if (!readHistory(new TextDecoder().decode(bytes)))
		throw new CandorError(
			'bad-frame',
			'The server sent no history for v1/history. Check its address and its version.',
		);
}

/**
 * Throws CandorError `bad-frame` for anything but a complete snapshot, unsigned or with its
 * signature at the end.
 */
export function checkSnapshot(bytes: Uint8Array): SnapshotInfo {
	const text = new TextDecoder().decode(bytes);
	const { site, seq, records } = readSnapshot(text);
	// Ids become names of files, and a compromised server may send anything.
	const notices = records
		.filter(({ kind, id, value }) => kind === 'notice' && value !== null && isId(id))
		.map(({ id }) => id);
	const isSigned = /,"signature":"[\w-]+\.\.[\w-]+"\}$/.test(text);
	if (!isSigned && 'signature' in JSON.parse(text))
		throw new CandorError(
			'bad-frame',
			'The signature of the snapshot is not where it belongs. Check the address of the server.',
		);
	return { site, seq, isSigned, notices };
}
