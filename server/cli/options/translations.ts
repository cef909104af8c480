/** `--translations FILE`: the operator's texts in other languages, in the format of the API. */
import { Option } from 'commander';
import { isObject } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { quoted } from '../terminal-text.ts';

export interface TranslationOptions {
	/** A path; `false` comes from `--no-translations`. */
	readonly translations?: string | false;
}

export const translationsOption = (): Option =>
	new Option('--translations <file>', 'a JSON file with the texts in other languages');

/** The field of a request body; empty without the option. The server checks the content. */
export async function translationsFrom(
	io: Io,
	{ translations: path }: TranslationOptions,
): Promise<{ readonly translations?: object }> {
	if (path === undefined) return {};
	if (path === false) return { translations: {} };
	const value = parseJson(await readFile(io, path));
	if (isObject(value)) return { translations: value };
	throw new CliError(
		'usage',
		`The file ${quoted(path)} does not contain translations. Write a JSON object with a language tag for each, such as {"de": …}.`,
	);
}

async function readFile(io: Io, path: string): Promise<string> {
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
