/** YAML that operators write: bounded, and with the place of each value. */
import {
	type Document,
	isAlias,
	isMap,
	isNode,
	isScalar,
	isSeq,
	Lexer,
	LineCounter,
	parseAllDocuments,
	type YAMLError,
} from 'yaml';
import { CliError } from './cli-error.ts';
import { oneLine, sanitize } from './terminal-text.ts';

/** Keys and indexes from the top of a document. */
export type Path = readonly (string | number)[];

export interface Place {
	readonly line: number;
	readonly column: number;
}

export interface YamlDocument {
	readonly value: unknown;
	/** Where a value begins, or its key; where it is missing, the nearest one around it. */
	placeOf(path: Path): Place;
}

/** In UTF-16 units. */
const longestText = 1024 * 1024;
/** No more aliases than anyone writes by hand: a few lines of them can become gigabytes. */
const maxAliasCount = 20;
/** Brackets inside each other, and columns of indentation. The parser calls itself for each level. */
const mostNested = 40;
const mostIndented = 200;

/** "line 3, column 5". */
export const placeText = ({ line, column }: Place): string => `line ${line}, column ${column}`;

/**
 * The documents of a file, without empty ones. `name`: how a sentence about the file begins. Throws
 * CliError `usage` with line and column.
 */
export function readYamlDocuments(text: string, name: string): readonly YamlDocument[] {
	if (text.length > longestText)
		throw new CliError('usage', `${name} is longer than 1 MiB. Split it into several files.`);
	const lines = new LineCounter();
	const refuse = (offset: number, reason: string): never => {
		const { line, col } = lines.linePos(offset);
		throw new CliError('usage', `${name}, ${placeText({ line, column: col })}: ${reason}`);
	};
	assertShallow(text, (line, column) => {
		throw new CliError(
			'usage',
			`${name}, ${placeText({ line, column })}: This is nested too deeply. Use at most ${mostNested} levels.`,
		);
	});
	const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
	const documents = Array.isArray(parsed) ? parsed : [];
	for (const { errors, warnings } of documents)
		for (const problem of [...errors, ...warnings]) refuse(problem.pos[0], sentenceOf(problem));
	return documents
		.map((document) => ({ value: contentOf(document, refuse), placeOf: placesIn(document, lines) }))
		.filter(({ value }) => value !== null && value !== undefined);
}

function sentenceOf({ code, message }: YAMLError): string {
	if (code === 'DUPLICATE_KEY') return 'This key is there twice. Keep one of the two.';
	if (code === 'TAG_RESOLVE_FAILED') return 'This tag is not known. Remove the word that begins with "!".';
	if (code === 'TAB_AS_INDENT') return 'This line is indented with a tab. Use spaces.';
	return `This is not YAML. Check the indentation, quotes and brackets. (${oneLine(sanitize(message))})`;
}

function contentOf(document: Document.Parsed, refuse: (offset: number, reason: string) => never): unknown {
	const { contents } = document;
	const offset = contents?.range?.[0] ?? 0;
	try {
		const value: unknown = document.toJS({ maxAliasCount });
		JSON.stringify(value);
		return value;
	} catch (error) {
		if (error instanceof ReferenceError)
			return refuse(
				offset,
				error.message.startsWith('Excessive')
					? `There are too many aliases ("*name"). Use at most ${maxAliasCount}, or write the values out.`
					: `An alias names something that does not come before it. (${oneLine(sanitize(error.message))})`,
			);
		if (error instanceof TypeError) return refuse(offset, 'An alias ("*name") is inside what it names.');
		throw error;
	}
}

/** The parser calls itself for each level, and too many of them end the process. */
function assertShallow(text: string, refuse: (line: number, column: number) => never): void {
	let depth = 0;
	let line = 1;
	let column = 1;
	let isText = false;
	for (const token of new Lexer().lex(text)) {
		if (token === '\u001f') {
			isText = true;
			continue;
		}
		if (!isText) {
			if (token === '[' || token === '{') depth++;
			if ((token === ']' || token === '}') && depth > 0) depth--;
			const isBlock = depth === 0 && (token === '-' || token === '?' || token === ':');
			if (depth > mostNested || (isBlock && column > mostIndented)) refuse(line, column);
		}
		isText = false;
		if (token === '\u0002' || token === '\u0018') continue;
		const breaks = token.split('\n').length - 1;
		line += breaks;
		column = breaks > 0 ? token.length - token.lastIndexOf('\n') : column + token.length;
	}
}

const placesIn =
	(document: Document.Parsed, lines: LineCounter) =>
	(path: Path): Place => {
		let node: unknown = document.contents;
		let offset = document.contents?.range?.[0] ?? 0;
		for (const key of path) {
			if (isAlias(node)) node = node.resolve(document);
			const entry = isMap(node) ? node.items.find((pair) => nameOf(pair.key) === String(key)) : undefined;
			if (entry && isNode(entry.key)) offset = entry.key.range?.[0] ?? offset;
			const next: unknown = entry ? entry.value : isSeq(node) ? node.items[Number(key)] : undefined;
			if (!isNode(next)) break;
			if (!entry) offset = next.range?.[0] ?? offset;
			node = next;
		}
		const { line, col } = lines.linePos(offset);
		return { line, column: col };
	};

const nameOf = (key: unknown): string => String(isScalar(key) ? key.value : key);
