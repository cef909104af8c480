/** Files that `npm run build` makes for browsers, by their names in `dist`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CandorError } from '../../src/model/errors.ts';
import { embeddedPackage } from '../core/embedded-package.ts';

/** Two folders up when this file is built, in `dist` when it runs from source. */
export const builtFolders = ['../../', '../../dist/'].map((path) =>
	fileURLToPath(new URL(path, import.meta.url)),
);

/** Throws CandorError `not-found` when the file has not been built. */
async function readBuiltFile(name: string, folders: readonly string[]): Promise<Buffer> {
	const embedded = folders === builtFolders ? embeddedPackage()?.file(name) : undefined;
	if (embedded) return embedded;
	const folder = folders.find((each) => existsSync(each + name));
	if (folder !== undefined) return readFile(folder + name);
	throw new CandorError('not-found', `${name} has not been built. Run "npm run build", then start again.`);
}

/** Reads each file once, and returns what `make` makes of it. */
export function builtFiles<Made>(
	make: (bytes: Buffer) => Made,
	folders: readonly string[] = builtFolders,
): (name: string) => Promise<Made> {
	const loaded = new Map<string, Promise<Made>>();
	return async (name) => {
		const loading = loaded.get(name) ?? readBuiltFile(name, folders).then(make);
		loaded.set(name, loading);
		// A failure is not cached, because the file may be built later.
		return loading.catch((error: unknown) => {
			loaded.delete(name);
			throw error;
		});
	};
}
