/**
 * The draft of a post-mortem as a Markdown document that operators edit: the title, one heading for
 * each section, and one line for each action.
 */
import type { PostmortemDraftAction, PostmortemDraftValue } from '../../src/model/generated/record-types.ts';
import {
	type PostmortemSection,
	postmortemSections,
	sectionHeadings,
} from '../../src/model/postmortems/sections.ts';
import { type ActionState, actionStates } from '../../src/model/vocabulary.ts';
import { CliError } from './cli-error.ts';
import { quoted } from './terminal-text.ts';

type Field = PostmortemSection | 'actions' | 'internal';
export type PostmortemWords = Pick<
	PostmortemDraftValue,
	'title' | PostmortemSection | 'internal' | 'actions' | 'language'
>;

const headings: Readonly<Record<Field, string>> = {
	...(sectionHeadings.en as Readonly<Record<PostmortemSection, string>>),
	actions: 'Actions',
	internal: 'For operators only',
};
const fields: readonly Field[] = [...postmortemSections, 'actions', 'internal'];

const actionHint =
	'Write an action as "- [planned] What will be done | owner: Payments team | due: 2030-01-31T09:00Z". "| internal" keeps it from customers.';

function actionLine({ title, state, owner, dueBy, isInternal }: PostmortemDraftAction): string {
	const parts = [
		`- [${state}] ${title}`,
		...(owner === null ? [] : [`owner: ${owner}`]),
		...(dueBy === null ? [] : [`due: ${dueBy}`]),
		...(isInternal ? ['internal'] : []),
	];
	return parts.join(' | ');
}

/** The document of a draft. */
export function postmortemDocument(words: PostmortemWords): string {
	const text = (field: Field): string =>
		field === 'actions' ? words.actions.map(actionLine).join('\n') : words[field].trim();
	return [`# ${words.title}`, ...fields.map((field) => `## ${headings[field]}\n\n${text(field)}`.trimEnd())]
		.join('\n\n')
		.concat('\n');
}

/**
 * The words of a document. `time` reads a due time. Throws CliError with the line that cannot be
 * read.
 */
export function readPostmortemDocument(
	document: string,
	language: string | null,
	time: (text: string) => string,
): PostmortemWords {
	const found = new Map<Field, string[]>();
	let title: string | undefined;
	let lines: string[] | undefined;
	for (const line of document.replace(/\r\n?/g, '\n').split('\n')) {
		const [, hashes, heading = ''] = /^(##?) +(.*\S)\s*$/.exec(line) ?? [];
		if (hashes === '#') {
			if (title !== undefined) throw refused(`There are two titles: ${quoted(heading)} is the second.`);
			title = heading;
		} else if (hashes) lines = sectionFor(heading, found);
		else if (lines) lines.push(line);
		else if (line.trim() !== '')
			throw refused(`The line ${quoted(line)} is in no section. Write it under a heading such as ## Impact.`);
	}
	if (title === undefined)
		throw refused('The title is missing. Write it in the first line: # What happened.');
	const text = (field: Field): string => (found.get(field) ?? []).join('\n').trim();
	return {
		title,
		impact: text('impact'),
		timeline: text('timeline'),
		causes: text('causes'),
		wentWell: text('wentWell'),
		internal: text('internal'),
		actions: (found.get('actions') ?? [])
			.filter((line) => line.trim() !== '')
			.map((line) => readAction(line, time)),
		language,
	};
}

function sectionFor(heading: string, found: Map<Field, string[]>): string[] {
	const field = fields.find((each) => headings[each].toLowerCase() === heading.toLowerCase());
	if (!field)
		throw refused(
			`There is no section ${quoted(heading)}. The sections are ${fields.map((each) => headings[each]).join(', ')}.`,
		);
	if (found.has(field)) throw refused(`The section ${quoted(heading)} is there twice.`);
	const lines: string[] = [];
	found.set(field, lines);
	return lines;
}

function readAction(line: string, time: (text: string) => string): PostmortemDraftAction {
	const [, state = '', rest = ''] = /^\s*- \[([a-z-]+)\] (.+)$/.exec(line) ?? [];
	if (!actionStates.includes(state as ActionState))
		throw refused(`The line ${quoted(line)} is no action. ${actionHint}`);
	const [title = '', ...parts] = rest.split(' | ').map((part) => part.trim());
	let owner: string | null = null;
	let dueBy: string | null = null;
	let isInternal = false;
	for (const part of parts) {
		const [, name, value = ''] = /^(owner|due): *(.+)$/.exec(part) ?? [];
		if (name === 'owner') owner = value;
		else if (name === 'due') dueBy = time(value);
		else if (part === 'internal') isInternal = true;
		else throw refused(`${quoted(part)} in the line ${quoted(line)} cannot be read. ${actionHint}`);
	}
	return { title, state: state as ActionState, owner, dueBy, isInternal };
}

const refused = (message: string): CliError => new CliError('usage', message);
