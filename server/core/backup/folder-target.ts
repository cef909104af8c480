/** Backups in a folder. Only the owner may read them. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CandorError } from '../../../src/model/errors.ts';
import type { BackupTarget } from './target.ts';

/** Of files that are not whole yet, or that a process has left which was killed. */
export const partSuffix = '.part';

/** @param now - Epoch milliseconds, as the file system has them. */
export const folderBackups = (folder: string, now: () => number = Date.now): BackupTarget => ({
	name: folder,
	newFile: () =>
		inFolder(folder, async () => {
			await mkdir(folder, { recursive: true, mode: 0o700 });
			await removeParts(folder, now() - oldMs);
			return join(folder, `candor-${randomUUID()}${partSuffix}`);
		}),
	put: (name, { path }) =>
		inFolder(folder, async () => {
			await rename(path, join(folder, name));
			// Makes the rename durable. Windows cannot open a folder, and writes renames through.
			if (process.platform === 'win32') return;
			const handle = await open(folder, 'r');
			await handle.sync().finally(() => handle.close());
		}),
	list: () =>
		inFolder(folder, async () => {
			try {
				return await readdir(folder);
			} catch (error) {
				if (isMissing(error)) return [];
				throw error;
			}
		}),
	get: (name) =>
		inFolder(folder, async () => {
			try {
				const handle = await open(join(folder, name), 'r');
				return createReadStream('', { fd: handle });
			} catch (error) {
				if (isMissing(error)) return null;
				throw error;
			}
		}),
	remove: (name) => inFolder(folder, () => rm(join(folder, name), { force: true })),
});

/** A process that was killed has left them. A backup takes minutes. */
const oldMs = 86_400_000;

async function removeParts(folder: string, before: number): Promise<void> {
	for (const name of (await readdir(folder)).filter((each) => /^candor-[\da-f-]+\.part$/.test(each))) {
		const { mtimeMs } = await stat(join(folder, name));
		if (mtimeMs < before) await rm(join(folder, name), { force: true });
	}
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

async function inFolder<Result>(folder: string, act: () => Promise<Result>): Promise<Result> {
	try {
		return await act();
	} catch (error) {
		const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
		throw new CandorError(
			'busy',
			`The folder of backups ${folder} cannot be used (${code}). Check that it exists and has room, and that this user may read and write it.`,
		);
	}
}
