/** The files of `candor apply`: their documents together, and where each value was written. */
import {
	applyConfiguration,
	type Configuration,
	configuration,
} from '../../../src/model/commands/configuration.ts';
import type { Issue } from '../../../src/model/errors.ts';
import { CliError } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { readText } from '../options/json-file.ts';
import { quoted } from '../terminal-text.ts';
import { type Path, placeText, readYamlDocuments, type YamlDocument } from '../yaml-documents.ts';
import { problemsOf } from './problems.ts';

/** What the files say together. */
export interface ConfigurationFiles {
	readonly configuration: Configuration;
	/** The problems of the server's answer as lines with their places; empty: it names none. */
	linesOf(issues: readonly Issue[]): string[];
}

/** A document, and how a sentence about its file begins. */
interface Source {
	readonly document: YamlDocument;
	readonly file: string;
}

/** The most problems that are listed. */
const mostListed = 20;

const lists = ['groups', 'components', 'templates', 'rules'] as const;

/** `paths`: `-` is standard input. Throws CliError `usage` with the places of all problems. */
export async function readConfigurationFiles(io: Io, paths: readonly string[]): Promise<ConfigurationFiles> {
	const sources: Source[] = [];
	for (const path of paths) {
		const file = path === '-' ? 'Standard input' : `The file ${quoted(path)}`;
		const text = path === '-' ? await io.readStdin() : await readText(io, path);
		for (const document of readYamlDocuments(text, file)) sources.push({ document, file });
	}
	if (sources.length === 0)
		throw new CliError(
			'usage',
			'There is nothing to apply: the file is empty. "candor apply --print" writes one.',
		);
	const problems = sources.flatMap((source) =>
		problemsOf(source.document.value).map(({ path, message }) => lineOf(source, path, message)),
	);
	if (problems.length > 0) throw cannotBeApplied(problems);
	return together(sources);
}

const cannotBeApplied = (lines: readonly string[]): CliError =>
	new CliError(
		'usage',
		[
			'This cannot be applied:',
			...lines.slice(0, mostListed).map((line) => `  ${line}`),
			...(lines.length > mostListed ? [`  and ${lines.length - mostListed} more.`] : []),
			'Nothing was sent. "candor apply --schema" prints the schema of the file.',
		].join('\n'),
	);

const lineOf = ({ document, file }: Source, path: Path, message: string): string =>
	`${file}, ${placeText(document.placeOf(path))}: ${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`;

/** The sections of all documents. Each has passed the schema. */
function together(sources: readonly Source[]): ConfigurationFiles {
	const parsed = sources.map(({ document }) => configuration.parse(document.value));
	const pages = sources.filter((_, index) => parsed[index]?.page !== undefined);
	const [, second] = pages;
	if (second) throw cannotBeApplied([lineOf(second, ['page'], 'There are two pages. Keep one of them.')]);
	const page = parsed.find((each) => each.page !== undefined)?.page;
	const all = {
		...(page && { page }),
		...Object.fromEntries(
			lists
				.filter((list) => parsed.some((each) => each[list] !== undefined))
				.map((list) => [list, parsed.flatMap((each): unknown[] => each[list] ?? [])]),
		),
	} as Configuration;

	/** The document that wrote a value of all documents together, and the path in it. */
	function originOf(path: Path): { readonly source: Source; readonly path: Path } | null {
		const [section, index, ...rest] = path;
		if (section === 'page') return pages[0] ? { source: pages[0], path } : null;
		const list = lists.find((name) => name === section);
		let left = Number(index);
		for (const [at, source] of sources.entries()) {
			const count = list === undefined ? 0 : (parsed[at]?.[list]?.length ?? 0);
			if (list !== undefined && left < count) return { source, path: [list, left, ...rest] };
			left -= count;
		}
		return null;
	}
	const linesOf = (issues: readonly { readonly path: Path; readonly message: string }[]): string[] =>
		issues.flatMap(({ path, message }) => {
			const origin = originOf(path);
			return origin ? [lineOf(origin.source, origin.path, message)] : [];
		});
	// Two documents may name the same id.
	const { error } = applyConfiguration.omit({ type: true }).safeParse(all);
	if (error)
		throw cannotBeApplied(
			linesOf(error.issues.map((issue) => ({ path: issue.path as Path, message: issue.message }))),
		);
	return {
		configuration: all,
		linesOf: (issues) => linesOf(issues.map((issue) => ({ ...issue, path: issue.path.split('.') }))),
	};
}
