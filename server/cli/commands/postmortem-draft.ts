/** `candor postmortem draft`, `review`, `publish`, `discard`: a post-mortem while it is written. */
import { type Command, InvalidArgumentError } from 'commander';
import type { PostmortemDraftValue } from '../../../src/model/generated/record-types.ts';
import { pathTo } from '../api/client.ts';
import { removed, storedDocument } from '../api/expectations.ts';
import { isObject, requireObject, unexpectedResponse } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { addZoneOption, parseTime, timeReader, type ZoneOptions } from '../options/time.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { postmortemDocument, readPostmortemDocument } from '../postmortem-document.ts';
import { postmortemLines } from '../render/remedies.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine, quoted, sanitize } from '../terminal-text.ts';

interface DraftOptions extends WriteOptions, ZoneOptions {
	readonly edit?: true;
	readonly file?: string;
}

interface PublishOptions extends WriteOptions {
	readonly unreviewed?: true;
	readonly dropActions?: true;
}

type Draft = PostmortemDraftValue & {
	readonly seq: number;
	readonly advice: readonly { readonly field: string; readonly message: string }[];
	readonly authorName: string | null;
	readonly reviewerName: string | null;
};

const noticeHelp = 'the notice’s id or its beginning';
const theDraft = ['the draft', 'candor postmortem draft --json'] as const;
const draftPath = (id: string, ...rest: readonly string[]): string =>
	pathTo('v1', 'notices', id, 'postmortem', 'draft', ...rest);

export function addPostmortemDraft(postmortem: Command, io: Io): void {
	addDraft(postmortem, io);
	addReview(postmortem, io);
	addPublish(postmortem, io);
	addDiscard(postmortem, io);
}

function addDraft(postmortem: Command, io: Io): void {
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
	if (file !== undefined) {
		try {
			return await io.readFile(file);
		} catch (error) {
			const { code = 'unknown' } = error as NodeJS.ErrnoException;
			throw new CliError('usage', `The file ${quoted(file)} cannot be read (${code}).`);
		}
	}
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

function draftIn(body: unknown): Draft {
	if (!isObject(body) || !Array.isArray(body.actions) || !Array.isArray(body.advice))
		throw unexpectedResponse('it is no draft of a post-mortem');
	return body as unknown as Draft;
}

const adviceLines = ({ advice }: Draft): string[] =>
	advice.length === 0 ? [] : ['Advice:', ...advice.map(({ message }) => `  - ${oneLine(message)}`), ''];

function nextLines(id: string, { authorName, reviewerName, reviewedBy, publishedAt, seq }: Draft): string[] {
	const review =
		reviewedBy === null
			? `not reviewed. Another person reviews it: candor postmortem review ${id}`
			: `reviewed by ${oneLine(reviewerName ?? 'an operator')}. Publish it: candor postmortem publish ${id}`;
	return [
		`Written by ${oneLine(authorName ?? 'an operator')}, ${publishedAt === null ? review : 'published'}.   seq ${seq}`,
	];
}

function addReview(postmortem: Command, io: Io): void {
	const review = postmortem
		.command('review')
		.summary('say that you have reviewed the draft of a post-mortem')
		.description('Records that you have read the draft and agree. The author of its last words cannot.')
		.argument('<notice>', noticeHelp);
	addWriteOptions(review, theDraft)
		.addHelpText('after', examples('candor postmortem review checkout-down'))
		.action(async (reference: string, options: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			const { id } = await findNotice(session, reference);
			const reviewed = draftIn(
				await session.client.write({
					method: 'POST',
					path: draftPath(id, 'review'),
					expectation: {
						...storedDocument({ notice: id }, `candor postmortem draft ${id}`),
						statement: 'It is reviewed',
					},
					...options,
				}),
			);
			session.printResult(reviewed, () => ['Reviewed.', ...nextLines(id, reviewed)]);
		});
}

function addPublish(postmortem: Command, io: Io): void {
	const publish = postmortem
		.command('publish')
		.summary('publish the draft of a post-mortem')
		.description(
			'Publishes the draft after the end of its notice. Customers do not see owners and internal parts.',
		)
		.argument('<notice>', noticeHelp)
		.option('--unreviewed', 'publish it although no second person has reviewed it')
		.option('--drop-actions', 'remove the promised actions that the draft does not name');
	addWriteOptions(publish, theDraft)
		.addHelpText('after', examples('candor postmortem publish checkout-down'))
		.action(async (reference: string, options: PublishOptions, self: Command) => {
			const session = openSession(io, self);
			const { unreviewed, dropActions, ...write } = options;
			const { id } = await findNotice(session, reference);
			const published = await session.client.write({
				method: 'POST',
				path: draftPath(id, 'publish'),
				body: { ...(unreviewed && { unreviewed }), ...(dropActions && { dropActions }) },
				expectation: storedDocument({ notice: id }, `candor postmortem show ${id}`),
				...write,
			});
			session.printResult(published, () => [
				'Published. Customers now see:',
				'',
				...postmortemLines(requireObject(sanitize(published)), session.style),
			]);
		});
}

function addDiscard(postmortem: Command, io: Io): void {
	const discard = postmortem
		.command('discard')
		.summary('discard the draft of a post-mortem')
		.description('Discards the draft. A published post-mortem stays.')
		.argument('<notice>', noticeHelp);
	addWriteOptions(discard, theDraft)
		.addHelpText('after', examples('candor postmortem discard checkout-down'))
		.action(async (reference: string, options: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			const { id, value } = await findNotice(session, reference);
			await session.client.write({
				method: 'DELETE',
				path: draftPath(id),
				expectation: removed('candor log'),
				...options,
			});
			session.printResult({ notice: id, discarded: true }, () => [
				`Discarded the draft about ${quoted(value.title)}.`,
			]);
		});
}
