/** A CSV file of subscribers: a line of names, and a line for each subscriber. */
import { type CsvError, parse } from 'csv-parse/sync';
import { languages } from '../../site/words/words.ts';
import { CliError } from '../cli-error.ts';
import { oneLine, quoted } from '../terminal-text.ts';

export interface CsvSubscriber {
	/** Of the file, from 1. */
	readonly line: number;
	readonly email: string;
	readonly language: string;
	/** `null`: all. */
	readonly components: readonly string[] | null;
}

/** How other products call a column. */
const names = {
	email: ['email', 'e-mail', 'email address', 'address', 'email_address'],
	language: ['language', 'locale', 'lang'],
	components: ['components', 'component_ids'],
} as const;

/**
 * `language`: of subscribers for whom the file has none that e-mails have. Throws a CliError `usage`
 * that names the line.
 */
export function readSubscribers(file: string, text: string, language: string): readonly CsvSubscriber[] {
	const rows = readRows(file, text);
	const [head] = rows;
	if (!head) throw new CliError('usage', `The file ${quoted(file)} is empty.`);
	const columns = head.values.map((name) => name.toLowerCase());
	const placeOf = (of: keyof typeof names): number =>
		columns.findIndex((name) => (names[of] as readonly string[]).includes(name));
	const [email, tag, components] = [placeOf('email'), placeOf('language'), placeOf('components')];
	if (email < 0)
		throw new CliError(
			'usage',
			`The first line of ${quoted(file)} names no column "email". It names: ${columns.map(oneLine).join(', ')}.`,
		);
	return rows.slice(1).map(({ line, values }) => ({
		...{ line, email: values[email] ?? '' },
		language: languageOf(values[tag] ?? '') ?? language,
		components: idsOf(values[components] ?? ''),
	}));
}

interface Row {
	readonly line: number;
	readonly values: readonly string[];
}

function readRows(file: string, text: string): readonly Row[] {
	try {
		const rows = parse(text, {
			...{ bom: true, delimiter: delimiterOf(text), info: true, relax_column_count: false },
			...{ skip_empty_lines: true, trim: true },
		}) as unknown as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[];
		return rows.map(({ record, info }) => ({ line: info.lines, values: record }));
	} catch (error) {
		const { lines, code } = error as CsvError & { readonly lines?: number };
		const reason = code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH' ? 'it has more or fewer fields' : code;
		throw new CliError('usage', `The file ${quoted(file)} is no CSV in line ${lines ?? 1} (${reason}).`);
	}
}

/** Spreadsheets write the one of their country. */
function delimiterOf(text: string): string {
	const [first = ''] = text.split(/\r?\n/, 1);
	return [',', ';', '\t'].find((each) => first.includes(each)) ?? ',';
}

/** Such as `de` of `de-CH`; `undefined`: e-mails are not written in it. */
const languageOf = (tag: string): string | undefined => {
	const [primary = ''] = tag.toLowerCase().split(/[-_]/);
	return (languages as readonly string[]).find((each) => each === primary);
};

const idsOf = (text: string): readonly string[] | null => {
	const ids = text.split(/[\s,;|]+/).filter(Boolean);
	return ids.length > 0 ? ids : null;
};
