/** `candor undo`: takes back the last command on a notice. */
import { type Command, Option } from 'commander';
import { pathTo } from '../api/client.ts';
import { approvedNotice, storedSeries } from '../api/expectations.ts';
import { isObject, type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { isNoticeResource } from '../api/state.ts';
import { CliError } from '../cli-error.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseId, parseInteger } from '../options/parsers.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { objectsOf } from '../render/log-entry.ts';
import { printPublished } from '../render/published.ts';
import { seriesLines } from '../render/series.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine, quoted, sanitize, textOf } from '../terminal-text.ts';

interface UndoOptions extends WriteOptions {
	readonly commit?: number;
	readonly series?: string;
}

export function addUndo(program: Command, io: Io): void {
	const command = program
		.command('undo')
		.summary('take back your last command on a notice')
		.description(
			'Takes back a command, at any time: an opening becomes a retraction, an update is withdrawn, an end is reopened, and fields get their former values. It is refused if another operator has changed the notice since. A second undo brings the command back. The removal of a series is taken back too.',
		)
		.argument('[notice]', 'id or its beginning (default: that of your last command)')
		.addOption(
			new Option(
				'--commit <seq>',
				'this commit, which may be of another operator; "candor log" shows it',
			).argParser(parseInteger),
		)
		.addOption(
			new Option('--series <id>', 'the removal of this series')
				.argParser(parseId)
				.conflicts(['commit', 'ifMatch']),
		);
	addWriteOptions(command)
		.addHelpText(
			'after',
			examples(
				'candor undo',
				'candor undo checkout-down',
				'candor undo checkout-down --dry-run',
				'candor undo --series db-upgrade',
			),
		)
		.action(async (reference: string | undefined, options: UndoOptions, self: Command) => {
			const session = openSession(io, self);
			const { commit, ifMatch, idempotencyKey } = options;
			const last = reference === undefined && options.series === undefined ? await lastUndoable(session) : {};
			const series = options.series ?? last.series;
			if (series !== undefined) return restoreSeries(session, series, options);
			const id = last.notice ?? (await noticeId(session, reference ?? ''));
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'notices', id, 'undo'),
				body: { ...(commit !== undefined && { commit }) },
				expectation: approvedNotice(id),
				...{ ifMatch, idempotencyKey },
			});
			const done = `Took back ${undoneText(requireObject(written))}`;
			if (isNoticeResource(written)) return printPublished(session, written, done);
			session.printResult(written, () => [
				`${done}. No page shows the notice any more.`,
				`Notice:  ${id}`,
				`Restore: candor restore ${id}`,
				...draftLines(requireObject(written)),
			]);
		});
}

const undoneText = ({ undone }: JsonObject): string =>
	isObject(undone) ? `"${textOf(undone.command)}" (commit ${Number(undone.commit)})` : 'a command';

const draftLines = ({ draft }: JsonObject): string[] =>
	typeof draft === 'string' ? [`Draft:   ${oneLine(draft)} waits again; see "candor drafts"`] : [];

/** Only its whole id names a retracted notice. */
async function noticeId(session: Session, reference: string): Promise<string> {
	try {
		return (await findNotice(session, reference)).id;
	} catch (error) {
		if (error instanceof CliError && error.code === 'retracted') return reference;
		throw error;
	}
}

async function restoreSeries(session: Session, id: string, { idempotencyKey }: UndoOptions): Promise<void> {
	const written = await session.client.write({
		method: 'POST',
		path: pathTo('v1', 'series', id, 'restore'),
		expectation: storedSeries(id),
		idempotencyKey,
	});
	session.printResult(written, () => [
		`Took back the removal of the series ${quoted(id)}. The next ones:`,
		'',
		...seriesLines(requireObject(sanitize(written)), session.style),
	]);
}

interface Undoable {
	readonly notice?: string;
	readonly series?: string;
}

/** What the newest command that can be taken back was about, of those given with this token. */
async function lastUndoable({ client }: Session): Promise<Undoable> {
	const { token } = requireObject(await client.read('v1/server', { asOperator: true }));
	const query = new URLSearchParams({ actor: String(requireObject(token).id), limit: '20' });
	const page = requireObject(await client.read(`v1/log?${query}`, { asOperator: true }));
	const restored = new Set<unknown>();
	for (const { command, notices, changes } of requireObjects(page, 'entries')) {
		const [first] = objectsOf(changes);
		if (command === 'restore-series') restored.add(first?.id);
		if (command === 'remove-series' && typeof first?.id === 'string' && !restored.has(first.id))
			return { series: first.id };
		if (Array.isArray(notices) && typeof notices[0] === 'string') return { notice: notices[0] };
	}
	throw new CliError(
		'not-found',
		'None of your last commands can be taken back. Name the notice, or a removed series with --series.',
	);
}
