/** The rows of a CSV file. A damaged row costs no other one: reading goes on with the next line. */
import { type CsvError, parse } from 'csv-parse/sync';

export interface CsvRow {
	/** Where it begins in the file, from 1. */
	readonly line: number;
	readonly values: readonly string[];
}

/** What cannot be read. Its content is not in it: it may be personal. */
export interface DamagedLine {
	readonly line: number;
	readonly reason: string;
}

export interface CsvRows {
	readonly rows: readonly CsvRow[];
	readonly damaged: readonly DamagedLine[];
}

/** In bytes. A quotation mark that is never closed must not swallow the rest of the file. */
const longestRow = 64 * 1024;
const newline = 0x0a;

const reasons: Readonly<Record<string, string>> = {
	CSV_QUOTE_NOT_CLOSED: 'Its quotation marks do not match.',
	CSV_MAX_RECORD_SIZE: 'Its quotation marks do not match.',
	CSV_INVALID_CLOSING_QUOTE: 'Its quotation marks do not match.',
	CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'Its quotation marks do not match.',
	INVALID_OPENING_QUOTE: 'A quotation mark is inside a field without quotation marks.',
};

/** Empty lines are left out. Fields are without spaces around them. */
export function readCsv(text: string): CsvRows {
	const bytes = Buffer.from(text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n'));
	const delimiter = delimiterOf(text);
	const rows: CsvRow[] = [];
	const damaged: DamagedLine[] = [];
	let from = 0;
	let line = 1;
	while (from < bytes.length) {
		// Of the rows since `from`, where the next one begins.
		let readTo = 0;
		let linesRead = 0;
		try {
			parse(bytes.subarray(from), {
				...{ delimiter, trim: true, skip_empty_lines: true, relax_column_count: true },
				max_record_size: longestRow,
				onRecord(values: string[], { bytes: end, lines }: { bytes: number; lines: number }) {
					const start = startOf(bytes, from + readTo, line + linesRead);
					rows.push({ line: start.line, values });
					readTo = end;
					linesRead = lines;
					return null;
				},
			});
			break;
		} catch (error) {
			const { code } = error as CsvError;
			const start = startOf(bytes, from + readTo, line + linesRead);
			damaged.push({ line: start.line, reason: reasons[code] ?? `It is no CSV (${code}).` });
			const end = bytes.indexOf(newline, start.at);
			if (end < 0) break;
			from = end + 1;
			line = start.line + 1;
		}
	}
	return { rows, damaged };
}

/** Where the next row begins, after empty lines. */
function startOf(bytes: Buffer, at: number, line: number): { readonly at: number; readonly line: number } {
	let start = at;
	let number = line;
	for (;;) {
		const end = bytes.indexOf(newline, start);
		if (end < 0 || bytes.subarray(start, end).toString('latin1').trim() !== '')
			return { at: start, line: number };
		start = end + 1;
		number += 1;
	}
}

/** Spreadsheets write the one of their country. */
function delimiterOf(text: string): string {
	const [first = ''] = text.split(/\r?\n/, 1);
	return [',', ';', '\t'].find((each) => first.includes(each)) ?? ',';
}
