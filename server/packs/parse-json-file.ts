import { CandorError } from '../../src/model/errors.ts';

/** The value of a JSON file. Throws CandorError `invalid` with the line of the mistake. */
export function parseJsonFile(text: string, path: string): unknown {
	try {
		// Editors may begin a file with a byte order mark.
		return JSON.parse(text.replace(/^\ufeff/, ''));
	} catch (error) {
		throw new CandorError(
			'invalid',
			`CANDOR_PACK: the file ${path} is not JSON${placeOf(error as Error, text)}. Check its quotes, commas and brackets.`,
		);
	}
}

/** " (line 3, column 5)"; empty where the engine names no position. */
function placeOf({ message }: Error, text: string): string {
	const [, position] = /at position (\d+)/.exec(message) ?? [];
	if (position === undefined) return '';
	const lines = text.slice(0, Number(position)).split('\n');
	return ` (line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1})`;
}
