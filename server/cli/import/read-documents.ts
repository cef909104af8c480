/** The documents of a source: from an address, or from files. */
import { CliError } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { readText } from '../options/json-file.ts';
import { importToken } from '../settings.ts';
import { quoted } from '../terminal-text.ts';
import { jsonFetcher, sourceAddress } from './fetch-json.ts';
import type { Source, SourceDocument } from './source.ts';

/** In UTF-16 units. */
const longestFile = 128 * 1024 * 1024;

/** JSON of all of them. Throws a CliError for what cannot be read. "-": standard input. */
export async function readDocuments(
	io: Io,
	source: Pick<Source, 'fetch'>,
	from: readonly string[],
	printProgress: (line: string) => void,
): Promise<readonly SourceDocument[]> {
	const [first = ''] = from;
	if (/^[a-z][a-z0-9+.-]+:\/\//i.test(first)) {
		if (from.length > 1) throw new CliError('usage', 'Give one address, or files.');
		const address = sourceAddress(first);
		const token = importToken(io);
		return source.fetch(address, jsonFetcher(io, { origin: address.origin, token }, printProgress));
	}
	const documents: SourceDocument[] = [];
	for (const path of from) {
		const text = path === '-' ? await io.readStdin() : await readText(io, path);
		documents.push({ name: path === '-' ? 'standard input' : path, content: parsed(path, text) });
	}
	return documents;
}

function parsed(path: string, text: string): unknown {
	if (text.length > longestFile)
		throw new CliError('usage', `The file ${quoted(path)} is longer than 128 MB. Import it in parts.`);
	try {
		return JSON.parse(text.replace(/^\ufeff/, ''));
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new CliError('usage', `The file ${quoted(path)} is no JSON: ${reason}. Export it again.`);
	}
}
