/** `--translations FILE`: the operator's words in other languages, as the API takes them (docs/how-to/publish.md, "Languages"). */
import { Option } from 'commander';
import { isJson } from './answer.ts';
import { Failure } from './exit.ts';
import type { Io } from './io.ts';
import { quoted } from './options.ts';

export interface TranslationOptions {
	/** A path; `false` comes from `--no-translations`. */
	readonly translations?: string | false;
}

export const translationsOption = (): Option =>
	new Option('--translations <file>', 'a JSON file with the words in other languages');

/** The field of a request's body; empty where nothing was said of translations. What is in it, the server checks. */
export async function translationsFrom(
	io: Io,
	{ translations: path }: TranslationOptions,
): Promise<{ readonly translations?: object }> {
	if (path === undefined) return {};
	if (path === false) return { translations: {} };
	const value = parse(await read(io, path));
	if (isJson(value)) return { translations: value };
	throw new Failure(
		'usage',
		`The file ${quoted(path)} does not hold translations. Write a JSON object with a language tag for each, such as {"de": …}.`,
	);
}

async function read(io: Io, path: string): Promise<string> {
	try {
		return await io.readFile(path);
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
		throw new Failure('usage', `The file ${quoted(path)} cannot be read (${reason}). Check the path.`);
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Told by the caller, with the file's name.
		return undefined;
	}
}
