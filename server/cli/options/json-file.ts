/** JSON files that operators name in options. */
import { isObject, type JsonObject } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { quoted } from '../terminal-text.ts';

/**
 * The JSON object in a file. Throws a CliError `usage` for a file that cannot be read, and for
 * another content.
 *
 * @param content - What the file must contain, such as "a template", and how to write it.
 *   `isStdin`: reads standard input instead of the file. Default: false.
 */
export async function readJsonObject(
	io: Io,
	path: string,
	content: { readonly what: string; readonly advice: string; readonly isStdin?: boolean },
): Promise<JsonObject> {
	const { what, advice, isStdin = false } = content;
	const value = parseJson(isStdin ? await io.readStdin() : await readText(io, path));
	if (isObject(value)) return value;
	const name = isStdin ? 'Standard input' : `The file ${quoted(path)}`;
	throw new CliError('usage', `${name} does not contain ${what}. ${advice}`);
}

/** The text of a file. Throws a CliError `usage` when it cannot be read. */
export async function readText(io: Io, path: string): Promise<string> {
	try {
		return await io.readFile(path);
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
		throw new CliError('usage', `The file ${quoted(path)} cannot be read (${reason}). Check the path.`);
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// The caller creates the error, which names the file.
		return undefined;
	}
}
