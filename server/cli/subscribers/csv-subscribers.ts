/** A CSV file of subscribers: a line of names, and a line for each subscriber. */
import { languages } from '../../site/words/words.ts';
import { CliError } from '../cli-error.ts';
import { oneLine, quoted } from '../terminal-text.ts';
import { type CsvRow, type DamagedLine, readCsv } from './csv-rows.ts';

export interface CsvSubscriber {
	/** Of the file, from 1. */
	readonly line: number;
	readonly email: string;
	readonly language: string;
	/** `null`: all. */
	readonly components: readonly string[] | null;
	/** `false`: the file says that the mailbox has not confirmed. */
	readonly confirmed: boolean;
}

export interface SubscriberFile {
	readonly subscribers: readonly CsvSubscriber[];
	readonly damaged: readonly DamagedLine[];
	/** How many lines repeat an address of an earlier line. */
	readonly repeated: number;
}

/** How other products call a column. */
const names = {
	email: ['email', 'e-mail', 'email address', 'address', 'email_address'],
	language: ['language', 'locale', 'lang'],
	components: ['components', 'component_ids'],
	state: ['state', 'status'],
} as const;

const unconfirmed: readonly string[] = ['pending', 'unconfirmed', 'not confirmed', 'unverified'];
const ended: readonly string[] = ['undeliverable', 'quarantined', 'bounced', 'unsubscribed', 'inactive'];

/**
 * `language`: of subscribers for whom the file has none that e-mails have. Throws a CliError `usage`
 * for a file without addresses.
 */
export function readSubscribers(file: string, text: string, language: string): SubscriberFile {
	const { rows, damaged } = readCsv(text);
	const [head, ...others] = rows;
	if (!head) throw new CliError('usage', `The file ${quoted(file)} has no line that can be read.`);
	const columns = head.values.map((name) => name.toLowerCase());
	const placeOf = (of: keyof typeof names): number =>
		columns.findIndex((name) => (names[of] as readonly string[]).includes(name));
	const [email, tag, components, state] = [
		...[placeOf('email'), placeOf('language')],
		...[placeOf('components'), placeOf('state')],
	] as const;
	if (email < 0)
		throw new CliError(
			'usage',
			`The first line of ${quoted(file)} names no column "email". It names: ${columns.map(oneLine).join(', ')}.`,
		);
	const problems: DamagedLine[] = [...damaged];
	const byAddress = new Map<string, CsvSubscriber>();
	let repeated = 0;
	for (const { line, values } of others) {
		const field = (place: number): string => unescaped(values[place] ?? '');
		const address = field(email);
		const word = field(state).toLowerCase();
		const reason = problemOf(values, columns.length, word);
		if (reason !== null) problems.push({ line, reason });
		else if (byAddress.has(address.toLowerCase())) repeated += 1;
		else
			byAddress.set(address.toLowerCase(), {
				...{ line, email: address, confirmed: !unconfirmed.includes(word) },
				language: languageOf(field(tag)) ?? language,
				components: idsOf(field(components)),
			});
	}
	problems.sort((one, other) => one.line - other.line);
	return { subscribers: [...byAddress.values()], damaged: problems, repeated };
}

function problemOf(values: CsvRow['values'], columns: number, state: string): string | null {
	if (values.length !== columns) return `It has ${values.length} fields, and the first line has ${columns}.`;
	return ended.includes(state) ? `The file says that it gets no e-mails ("${state}").` : null;
}

/** Exports put an apostrophe before what a spreadsheet would take for a formula. */
const unescaped = (field: string): string => field.replace(/^'(?=['=+\-@\t\r])/, '');

/** Such as `de` of `de-CH`; `undefined`: e-mails are not written in it. */
const languageOf = (tag: string): string | undefined => {
	const [primary = ''] = tag.toLowerCase().split(/[-_]/);
	return (languages as readonly string[]).find((each) => each === primary);
};

const idsOf = (text: string): readonly string[] | null => {
	const ids = text.split(/[\s,;|]+/).filter(Boolean);
	return ids.length > 0 ? ids : null;
};
