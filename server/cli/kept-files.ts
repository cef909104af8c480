/**
 * Files with the words that an operator has typed for a command. They are removed once the command
 * has succeeded; until then the end of the command names them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Io } from './io.ts';

const folderPrefix = 'candor-';

/** By path: a sentence with the command that reads it. */
const files = new WeakMap<Io, Map<string, string>>();

/** The path of a file in a new folder, which has the mode 0700. */
export const newPath = (name: string): string => join(mkdtempSync(join(tmpdir(), folderPrefix)), name);

/** `advice`: a sentence with the command that reads the file. */
export function keepFile(io: Io, path: string, advice: string): void {
	const kept = files.get(io) ?? new Map<string, string>();
	files.set(io, kept.set(path, advice));
}

/** The files of a command that sent nothing. */
export const keptPaths = (io: Io): string[] => [...(files.get(io)?.keys() ?? [])];

/** Where the words of a command are that sent nothing; empty: none are kept. */
export const keptText = (io: Io): string =>
	[...(files.get(io) ?? [])].map(([path, advice]) => `\nYour text is kept in ${path}. ${advice}`).join('');

export function removeKeptFiles(io: Io): void {
	for (const path of keptPaths(io)) {
		rmSync(path, { force: true });
		// Editors may have left others beside it. An operator may have moved the file elsewhere.
		const folder = dirname(resolve(path));
		const isOwn = dirname(folder) === tmpdir() && basename(folder).startsWith(folderPrefix);
		if (isOwn) rmSync(folder, { recursive: true, force: true });
	}
	files.delete(io);
}
