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
			const draft = await wanted(session, id, options);
			// The document alone, so that it can be written to a file and read back.
			session.printResult(draft, () => postmortemDocument(draft).trimEnd().split('\n').map(sanitize));
			for (const line of [...adviceLines(draft), ...nextLines(id, draft)]) session.printProgress(line);
		});
}

/** The draft, changed as the options say. */
async function wanted(session: Session, id: string, options: DraftOptions): Promise<Draft> {
	const { io } = session;
	const given = await givenDocument(io, options);
	const found = await readDraft(session, id);
	// A dry run shows what the document changes. It cannot begin a draft before.
	if (given !== undefined && (found || session.isDryRun)) return store(session, id, found, given, options);
	const before = found ?? (await start(session, id));
	const document = options.edit ? await edited(io, id, before) : given;
	return document === undefined ? before : store(session, id, before, document, options);
}

/** `null`: there is none. */
async function readDraft({ client }: Session, id: string): Promise<Draft | null> {
	try {
		return draftIn(await client.read(draftPath(id), { asOperator: true }));
	} catch (error) {
		if (error instanceof CliError && error.code === 'not-found') return null;
		throw error;
	}
}

async function start(session: Session, id: string): Promise<Draft> {
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

/** `undefined`: none is given. */
async function givenDocument(io: Io, { file }: DraftOptions): Promise<string | undefined> {
	if (file === '-') return io.readStdin();
	return file === undefined ? undefined : readText(io, file);
}

async function edited(io: Io, id: string, draft: Draft): Promise<string> {
	// Loaded only where it is needed.
	const { editText } = await import('../editor.ts');
	return editText(io, postmortemDocument(draft), {
		task: 'Write the draft of the post-mortem above it, in Markdown. Customers see nothing of it until it is published.',
		option: '--file',
		sendAgain: (path) => `To store it: candor postmortem draft ${id} --file ${path}`,
	});
}

async function store(
	session: Session,
	id: string,
	before: Draft | null,
	document: string,
	options: DraftOptions,
): Promise<Draft> {
	const time = await timeReader(session, options);
	const words = readPostmortemDocument(document, before?.language ?? null, (text) => time(checkedTime(text)));
	const stored = await session.client.write({
		method: 'PUT',
		path: draftPath(id),
		body: words,
		expectation: {
			...storedDocument({ notice: id }, `candor postmortem draft ${id}`),
			statement: 'It is stored',
		},
		// What another operator has written since is not overwritten.
		ifMatch: options.ifMatch ?? before?.seq,
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
