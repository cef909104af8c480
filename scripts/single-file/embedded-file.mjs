/**
 * Reads what is inside the single file: after the code, each file of the package is a line that
 * begins with `//` and goes on with its bytes, compressed, in base64. JavaScript skips the lines;
 * they are read when they are needed.
 */

import { files } from 'candor:contents';
import { createHash } from 'node:crypto';
import { fstatSync, openSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { CandorError } from '../../src/model/errors.ts';

/** Open as long as the process runs, so that a file put in its place is not read instead. */
const descriptor = openSync(fileURLToPath(import.meta.url), 'r');

/** @param {string} path */
export function embeddedFile(path) {
	const entry = Object.hasOwn(files, path) ? files[path] : undefined;
	if (entry === undefined) return undefined;
	const [fromEnd, length, hash] = entry;
	const text = Buffer.alloc(length);
	readSync(descriptor, text, 0, length, fstatSync(descriptor).size - fromEnd);
	if (createHash('sha256').update(text).digest('base64') !== hash)
		throw new CandorError(
			'damaged',
			'The file of this program was changed after it was built, or while it runs. Download it again, compare its checksum, and start again.',
		);
	return brotliDecompressSync(Buffer.from(text.toString('latin1'), 'base64'));
}
