/** `candor undo`: takes back the last command on a notice. */
import { type Command, Option } from 'commander';
import { pathTo } from '../api/client.ts';
import { approvedNotice } from '../api/expectations.ts';
import { isObject, type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { isNoticeResource } from '../api/state.ts';
import { CliError } from '../cli-error.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseInteger } from '../options/parsers.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { printPublished } from '../render/published.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine, textOf } from '../terminal-text.ts';

interface UndoOptions extends WriteOptions {
	readonly commit?: number;
}

export function addUndo(program: Command, io: Io): void {
	const command = program
		.command('undo')
		.summary('take back your last command on a notice')
		.description(
			'Takes back a command, at any time: an opening becomes a retraction, an update is withdrawn, an end is reopened, and fields get their former values. It is refused if another operator has changed the notice since. A second undo brings the command back.',
		)
		.argument('[notice]', 'id or its beginning (default: the notice of your last command)')
		.addOption(
			new Option(
				'--commit <seq>',
				'this commit, which may be of another operator; "candor log" shows it',
			).argParser(parseInteger),
		);
	addWriteOptions(command)
		.addHelpText(
			'after',
			examples('candor undo', 'candor undo checkout-down', 'candor undo checkout-down --dry-run'),
		)
		.action(async (reference: string | undefined, options: UndoOptions, self: Command) => {
			const session = openSession(io, self);
			const { commit, ifMatch, idempotencyKey } = options;
			const id = reference === undefined ? await lastNotice(session) : await noticeId(session, reference);
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

/** The notice of the newest command that was given with the token of this command. */
async function lastNotice({ client }: Session): Promise<string> {
	const { token } = requireObject(await client.read('v1/server', { asOperator: true }));
	const query = new URLSearchParams({ actor: String(requireObject(token).id), limit: '20' });
	const page = requireObject(await client.read(`v1/log?${query}`, { asOperator: true }));
	for (const { notices } of requireObjects(page, 'entries'))
		if (Array.isArray(notices) && typeof notices[0] === 'string') return notices[0];
	throw new CliError('not-found', 'None of your last commands was about a notice. Name the notice.');
}
