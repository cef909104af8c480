/** Tables as CSV (RFC 4180), safe to open in a spreadsheet. */

export type CsvValue = string | number | null;

/** A spreadsheet would run a text that begins like a formula. */
const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text);

function field(value: CsvValue): string {
	if (typeof value === 'number' || value === null) return String(value ?? '');
	const text = isFormula(value) ? `'${value}` : value;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The first row is the header. */
export const csvOf = (rows: readonly (readonly CsvValue[])[]): string =>
	rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
