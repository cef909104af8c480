import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** The file with the checksums, for `sha256sum --check`. */
export const checksumsFile = 'SHA256SUMS';

/**
 * Writes the checksums of all files of a folder into it. Returns the names of the files.
 *
 * @param {string} folder
 */
export function writeChecksums(folder) {
	const names = readdirSync(folder)
		.filter((name) => name !== checksumsFile)
		.sort();
	const hashOf = (name) =>
		createHash('sha256')
			.update(readFileSync(`${folder}/${name}`))
			.digest('hex');
	writeFileSync(`${folder}/${checksumsFile}`, names.map((name) => `${hashOf(name)}  ${name}\n`).join(''));
	return [...names, checksumsFile];
}
