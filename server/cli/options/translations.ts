/** `--translations FILE`: the operator's texts in other languages, in the format of the API. */
import { Option } from 'commander';
import type { Io } from '../io.ts';
import { readJsonObject } from './json-file.ts';

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
	const translations = await readJsonObject(io, path, {
		what: 'translations',
		advice: 'Write a JSON object with a language tag for each, such as {"de": …}.',
	});
	return { translations };
}
