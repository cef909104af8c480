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

export function remove(folder) {
	folders.delete(folder);
	// A server or a browser that was ended a moment ago may still be writing, and so may its children.
	rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
