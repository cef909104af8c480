/** Files of JSON or YAML that operators name. */
import { isObject, type JsonObject } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { quoted } from '../terminal-text.ts';
import { readText } from './json-file.ts';

/**
 * The object in a file of JSON or YAML; "-": on standard input. Throws a CliError `usage` for a file that cannot
 * be read, and for another content. `what`: what it must contain, such as "a rule".
 */
export async function readDataObject(io: Io, path: string, what: string): Promise<JsonObject> {
	const text = path === '-' ? await io.readStdin() : await readText(io, path);
	const name = path === '-' ? 'Standard input' : `The file ${quoted(path)}`;
	// JSON is YAML. Loaded here: few commands need it.
	const { readYamlDocuments } = await import('../yaml-documents.ts');
	const [document, another] = readYamlDocuments(text, name);
	if (!another && isObject(document?.value)) return document.value;
	throw new CliError('usage', `${name} does not contain ${what}. Write one object in JSON or YAML.`);
}
