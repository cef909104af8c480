/** Files that a command writes. */
import { CliError } from './cli-error.ts';
import type { Io } from './io.ts';
import { quoted } from './terminal-text.ts';

/** Throws a CliError `usage` for a file that exists, or that cannot be written. */
export async function writeNew(io: Io, path: string, text: string): Promise<void> {
	try {
		await io.writeFile(path, text);
	} catch (error) {
		const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
		const reason = code === 'EEXIST' ? 'it exists; name another, or remove it' : code;
		throw new CliError('usage', `The file ${quoted(path)} cannot be written (${reason}).`);
	}
}
