/** The file that an operator has edited for a command. It is removed once the command has succeeded. */
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Io } from './io.ts';

interface EditedFile {
	readonly path: string;
	/** A sentence with the command that reads it. */
	readonly advice: string;
}

const files = new WeakMap<Io, EditedFile>();

/** `path`: a file in a folder of its own. */
export const rememberEditedFile = (
	io: Io,
	path: string,
	advice = `To send it: candor … -m - < ${path}`,
): void => void files.set(io, { path, advice });

/** Where the text of a command is that published nothing; empty: no editor was used. */
export function keptText(io: Io): string {
	const file = files.get(io);
	return file === undefined ? '' : `\nYour text is kept in ${file.path}. ${file.advice}`;
}

export function removeEditedFile(io: Io): void {
	const file = files.get(io);
	if (file) rmSync(dirname(file.path), { recursive: true, force: true });
	files.delete(io);
}
