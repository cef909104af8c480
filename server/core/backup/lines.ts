/** The lines of a stream of bytes. */
import { CandorError } from '../../../src/model/errors.ts';
import { maxLineBytes } from './format.ts';

const newline = 0x0a;

/** Whole lines, without their line breaks. Throws CandorError `damaged` for one that is too long. */
export async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let parts: Uint8Array[] = [];
	let length = 0;
	const add = (part: Uint8Array): void => {
		length += part.byteLength;
		if (length > maxLineBytes) throw damaged();
		parts.push(part);
	};
	const line = (): string => {
		const bytes = Buffer.concat(parts);
		parts = [];
		length = 0;
		try {
			return decoder.decode(bytes);
		} catch {
			throw damaged();
		}
	};
	for await (const chunk of source) {
		let start = 0;
		for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
			add(chunk.subarray(start, end));
			yield line();
			start = end + 1;
		}
		add(chunk.subarray(start));
	}
	if (length > 0) yield line();
}

const damaged = (): CandorError =>
	new CandorError(
		'damaged',
		'The backup cannot be used: one of its lines cannot be read. Use another backup.',
	);
