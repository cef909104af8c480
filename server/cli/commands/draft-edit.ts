/** `candor draft edit`: changes a draft of a new notice, or its schedule. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { writtenDraft } from '../api/expectations.ts';
import { requireObject } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readMessage } from '../message-argument.ts';
import { type DetailOptions, detailsFrom } from '../options/details.ts';
import { addScheduleOptions, type ScheduleOptions, scheduleFrom } from '../options/draft-schedule.ts';
import { addWindowOptions, changedWindow, type WindowOptions } from '../options/maintenance-window.ts';
import {
	addClearingOptions,
	addDetailOptions,
	addDrillAndLanguageOptions,
	authorOption,
	editOption,
	messageOption,
	phaseOption,
} from '../options/notice-options.ts';
import { parseId } from '../options/parsers.ts';
import { timeReader } from '../options/time.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../options/translations.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { waitingDraftLines } from '../render/waiting-draft.ts';
import { openSession } from '../session.ts';
import { sanitize } from '../terminal-text.ts';

interface EditOptions
	extends DetailOptions,
		WindowOptions,
		ScheduleOptions,
		WriteOptions,
		TranslationOptions {
	readonly title?: string;
	readonly message?: string;
	readonly edit?: true;
}

export function addDraftEdit(draft: Command, io: Io): void {
	const command = draft
		.command('edit')
		.summary('change a draft of a new notice, or its schedule')
		.description(
			'Changes what the options name. You become its author, and reviews and an approval end. Without the right to open notices, the time of its publication is removed.',
		)
		.argument('<draft>', 'an id from "candor drafts"', parseId)
		.option('--title <title>', 'one line that says what customers notice')
		.addOption(messageOption())
		.addOption(editOption())
		.addOption(phaseOption());
	addDrillAndLanguageOptions(addDetailOptions(command))
		.addOption(authorOption())
		.addOption(translationsOption());
	addWindowOptions(command, { starts: 'maintenance: the start', ends: 'maintenance: the end' });
	addScheduleOptions(command, { removable: true });
	addClearingOptions(command, { except: [] });
	addWriteOptions(command, ['the draft', 'candor drafts --json'])
		.addHelpText(
			'after',
			examples(
				'candor draft edit k7mqz2p9ab --title "Search is slow" --impact minor',
				'candor draft edit k7mqz2p9ab --publish-at "tue 09:00" --zone Europe/Berlin',
				'candor draft edit k7mqz2p9ab --no-publish-at',
			),
		)
		.action(async (id: string, options: EditOptions, self: Command) => {
			const session = openSession(io, self);
			const message = await readMessage(io, options.message, options);
			const time = await timeReader(session, options);
			const { title, ifMatch, idempotencyKey } = options;
			const body = {
				...(title !== undefined && { title }),
				...(message !== undefined && { body: message }),
				...changedWindow(options, time),
				...detailsFrom(options, time),
				...(await translationsFrom(io, options)),
				...scheduleFrom(options, time),
			};
			if (Object.keys(body).length === 0)
				throw new CliError('usage', 'Nothing to change. Add --help to the command to see its options.');
			const written = await session.client.write({
				method: 'PATCH',
				path: pathTo('v1', 'drafts', id),
				body,
				expectation: writtenDraft,
				...{ ifMatch, idempotencyKey },
			});
			session.printResult(written, () => [
				'Changed. The draft waits:',
				'',
				...waitingDraftLines(requireObject(sanitize(written)), session.style),
			]);
		});
}
