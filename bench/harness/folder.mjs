/** Temporary folders that are gone when this process is, however it ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set();
process.on('exit', () => {
	for (const folder of folders) remove(folder);
});

export function temporaryFolder(name) {
	const folder = mkdtempSync(join(tmpdir(), `candor-bench-${name}-`));
	folders.add(folder);
	return folder;
}

/** So many times a folder is looked through anew. */
const most = 10;

export function remove(folder) {
	folders.delete(folder);
	for (let time = 1; ; time++)
		try {
			return rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
		} catch (error) {
			// What was ended a moment ago has children that may still be writing: a retry of Node's takes no files that came meanwhile.
			if (time === most || error.code !== 'ENOTEMPTY') throw error;
		}
}
