/** Writes a file whole or not at all: whoever opens it finds the old one or the new one. */
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

/** What the file, and its folder where that has to be made, let others do. */
const modes = { private: { file: 0o600, folder: 0o700 }, public: { file: 0o644, folder: 0o755 } };

/**
 * On disk when it returns; `private` is for its owner's eyes alone. Throws CandorError `busy` when
 * it cannot be written; the old file is then as it was.
 */
export function replaceFile(path: string, content: string | Uint8Array, access: keyof typeof modes): void {
	const mode = modes[access];
	const folder = dirname(path);
	try {
		mkdirSync(folder, { recursive: true, mode: mode.folder });
		const temporary = write(`${path}.${randomUUID()}.new`, content, mode.file);
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

/** A new file, on disk when it returns; none where that fails. */
function write(path: string, content: string | Uint8Array, mode: number): string {
	const descriptor = openSync(path, 'wx', mode);
	try {
		writeFileSync(descriptor, content);
		// An administrator works as root; the server that must read it usually owns the folder and is
		// somebody else. By its descriptor, because whoever owns the folder could put a link to a file
		// of root's in the place of the name.
		const { uid, gid } = statSync(dirname(path));
		if (process.getuid?.() === 0) fchownSync(descriptor, uid, gid);
		fsyncSync(descriptor);
		return path;
	} catch (error) {
		rmSync(path, { force: true });
		throw error;
	} finally {
		closeSync(descriptor);
	}
}

/** A new name is on disk only once its folder is. */
function syncFolder(folder: string): void {
	// Windows opens no folders, and writes names through.
	if (process.platform === 'win32') return;
	const descriptor = openSync(folder, 'r');
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}
