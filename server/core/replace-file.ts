/**
 * Replaces a file as a whole: a reader gets the old content or the new content, never a part.
 *
 * `write-file-atomic` 7 was tried and not taken. It changes owner and mode by the path of the
 * temporary file, so the owner of the folder can put a link there and get a file of root; it does
 * not sync the folder; and it opens the temporary file, whose name can be guessed, without O_EXCL.
 */
import { randomUUID } from 'node:crypto';
import {
	closeSync,
	fchownSync,
	fsyncSync,
	mkdirSync,
	openSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { CandorError } from '../../src/model/errors.ts';

/** The modes of the file, and of its folder if that has to be created. */
const modes = { private: { file: 0o600, folder: 0o700 }, public: { file: 0o644, folder: 0o755 } };

/**
 * The file is on disk when this returns. Only its owner may read a `private` file. Throws
 * CandorError `busy` when it cannot be written; the old file is then unchanged.
 */
export function replaceFile(path: string, content: string | Uint8Array, access: keyof typeof modes): void {
	const mode = modes[access];
	const folder = dirname(path);
	try {
		mkdirSync(folder, { recursive: true, mode: mode.folder });
		const temporary = `${path}.${randomUUID()}.new`;
		writeNewFile(temporary, content, mode.file);
		try {
			renameSync(temporary, path);
		} catch (error) {
			rmSync(temporary, { force: true });
			throw error;
		}
		syncFolder(folder);
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
		throw new CandorError(
			'busy',
			`The file ${path} could not be written (${reason}). Nothing was changed. Check the folder and its disk.`,
		);
	}
}

/** Creates a file that is on disk when this returns; after an error there is none. */
function writeNewFile(path: string, content: string | Uint8Array, mode: number): void {
	const descriptor = openSync(path, 'wx', mode);
	try {
		writeFileSync(descriptor, content);
		// `candor keys` may run as root for a server that runs as another user, which usually owns the
		// folder. The owner is set by the descriptor: by its name, the owner of the folder could
		// replace the new file with a link to a file of root.
		const { uid, gid } = statSync(dirname(path));
		if (process.getuid?.() === 0) fchownSync(descriptor, uid, gid);
		fsyncSync(descriptor);
	} catch (error) {
		rmSync(path, { force: true });
		throw error;
	} finally {
		closeSync(descriptor);
	}
}

/** Makes the rename durable. */
function syncFolder(folder: string): void {
	// Windows cannot open a folder, and writes renames through.
	if (process.platform === 'win32') return;
	const descriptor = openSync(folder, 'r');
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}
