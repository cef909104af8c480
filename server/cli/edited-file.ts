/** The file that an operator has edited for a command. It is removed once the command has succeeded. */
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Io } from './io.ts';

const paths = new WeakMap<Io, string>();

/** `path`: a file in a folder of its own. */
export const rememberEditedFile = (io: Io, path: string): void => void paths.set(io, path);

/** Where the text of a command is that published nothing; empty: no editor was used. */
export function keptText(io: Io): string {
	const path = paths.get(io);
	return path === undefined ? '' : `\nYour text is kept in ${path}. To send it: candor … -m - < ${path}`;
}

export function removeEditedFile(io: Io): void {
	const path = paths.get(io);
	if (path !== undefined) rmSync(dirname(path), { recursive: true, force: true });
	paths.delete(io);
}
