import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder, which is removed after the test. */
export function aFolder(context: { after(act: () => unknown): void }): string {
	const folder = mkdtempSync(join(tmpdir(), 'candor-'));
	context.after(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}
