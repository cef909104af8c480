/** Temporary folders that are removed when this process ends in any way. */
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

/** How often the removal of a folder is repeated. */
const most = 10;

export function remove(folder) {
	folders.delete(folder);
	for (let time = 1; ; time++)
		try {
			return rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
		} catch (error) {
			// Children of a process that has just ended may still write files; Node's own retry does not remove new files.
			if (time === most || error.code !== 'ENOTEMPTY') throw error;
		}
}
