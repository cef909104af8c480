/** `candor postmortem draft`: begins, shows and changes the draft of a post-mortem. */
import { type Command, InvalidArgumentError } from 'commander';
import { storedDocument } from '../api/expectations.ts';
import { CliError } from '../cli-error.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readText } from '../options/json-file.ts';
import { addZoneOption, parseTime, timeReader, type ZoneOptions } from '../options/time.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { postmortemDocument, readPostmortemDocument } from '../postmortem-document.ts';
import { type Draft, draftIn, draftPath, nextLines, noticeHelp, theDraft } from '../postmortem-draft.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine, quoted, sanitize } from '../terminal-text.ts';

interface DraftOptions extends WriteOptions, ZoneOptions {
	readonly edit?: true;
	readonly file?: string;
}

export function addPostmortemDraft(postmortem: Command, io: Io): void {
	const draft = postmortem
		.command('draft')
		.summary('begin, show or change the draft of a post-mortem')
		.description(
			'Shows the draft of a post-mortem as a document, with advice on its words. If there is none, it begins one with what the log knows: the impact and the timeline. Customers see nothing of it.',
		)
		.argument('<notice>', noticeHelp)
		.option('--edit', 'change the document in your editor (VISUAL or EDITOR)')
		.option('--file <file>', 'replace the document by this file; "-" reads standard input');
	addWriteOptions(addZoneOption(draft), theDraft)
		.addHelpText(
			'after',
			examples(
				'candor postmortem draft checkout-down --edit',
				'candor postmortem draft checkout-down > postmortem.md',
				'candor postmortem draft checkout-down --file postmortem.md',
			),
		)
		.action(async (reference: string, options: DraftOptions, self: Command) => {
			const session = openSession(io, self);
			if (options.edit && options.file !== undefined)
				throw new CliError('usage', 'Use --edit or --file, not both.');
			const { id } = await findNotice(session, reference);
			const before = await readOrStart(session, id);
			const document = await changedDocument(io, before, options);
			const draft = document === undefined ? before : await store(session, id, before, document, options);
			// The document alone, so that it can be written to a file and read back.
			session.printResult(draft, () => postmortemDocument(draft).trimEnd().split('\n').map(sanitize));
			for (const line of [...adviceLines(draft), ...nextLines(id, draft)]) session.printProgress(line);
		});
}

async function readOrStart(session: Session, id: string): Promise<Draft> {
	const started = await session.client.write({
		method: 'POST',
		path: draftPath(id),
		expectation: {
			...storedDocument({ notice: id }, `candor postmortem draft ${id}`),
			statement: 'It is begun',
		},
	});
	return draftIn(started);
}

/** The changed document; `undefined`: it is only shown. */
async function changedDocument(
	io: Io,
	draft: Draft,
	{ edit, file }: DraftOptions,
): Promise<string | undefined> {
	if (file === '-') return io.readStdin();
	if (file !== undefined) return readText(io, file);
	// Loaded only where it is needed.
	return edit ? (await import('../editor.ts')).editText(io, postmortemDocument(draft)) : undefined;
}

async function store(
	session: Session,
	id: string,
	before: Draft,
	document: string,
	options: DraftOptions,
): Promise<Draft> {
	const time = await timeReader(session, options);
	const words = readPostmortemDocument(document, before.language, (text) => time(checkedTime(text)));
	const stored = await session.client.write({
		method: 'PUT',
		path: draftPath(id),
		body: words,
		expectation: {
			...storedDocument({ notice: id }, `candor postmortem draft ${id}`),
			statement: 'It is stored',
		},
		// What another operator has written since is not overwritten.
		ifMatch: options.ifMatch ?? before.seq,
		idempotencyKey: options.idempotencyKey,
	});
	return draftIn(stored);
}

function checkedTime(text: string): string {
	try {
		return parseTime(text);
	} catch (error) {
		if (!(error instanceof InvalidArgumentError)) throw error;
		throw new CliError('usage', `${quoted(text)} is no time. ${error.message}`);
	}
}

const adviceLines = ({ advice }: Draft): string[] =>
	advice.length === 0 ? [] : ['Advice:', ...advice.map(({ message }) => `  - ${oneLine(message)}`), ''];
