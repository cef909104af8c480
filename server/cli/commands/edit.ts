/** `candor edit`: corrects the fields of a notice without an update. */
import type { Command } from 'commander';
import type { NoticeValue } from '../../../src/model/records/notice.ts';
import { changeNotice } from '../api/change-notice.ts';
import { CliError } from '../cli-error.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { assertCanPromise, type DetailOptions, detailsFrom } from '../options/details.ts';
import { addWindowOptions, changedWindow, type WindowOptions } from '../options/maintenance-window.ts';
import {
	addClearingOptions,
	addDetailOptions,
	addDrillAndLanguageOptions,
	noticeArgumentHelp,
} from '../options/notice-options.ts';
import { timeReader } from '../options/time.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../options/translations.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { printPublished } from '../render/published.ts';
import { openSession } from '../session.ts';
import { quoted } from '../terminal-text.ts';

interface EditOptions extends DetailOptions, WindowOptions, WriteOptions, TranslationOptions {
	readonly title?: string;
}

export function addEdit(program: Command, io: Io): void {
	const command = program
		.command('edit')
		.summary('correct a notice')
		.description(
			'Corrects a notice without an update. It changes what the options name, and never begins or ends the notice. A repeatable option replaces the whole list.',
		)
		.argument('[notice]', noticeArgumentHelp)
		.option('--title <title>', 'one line that says what customers notice');
	addDrillAndLanguageOptions(addDetailOptions(command)).addOption(translationsOption());
	addWindowOptions(command, {
		starts: 'maintenance: the new start',
		ends: 'maintenance: the new end',
	});
	addClearingOptions(command, { except: [] });
	addWriteOptions(command)
		.addHelpText(
			'after',
			examples(
				'candor edit --title "Card payments are failing"',
				'candor edit checkout-down --impact critical --no-estimate',
				'candor edit upgrade --ends 2030-02-01T04:00Z',
				'candor edit upgrade --starts "tue 02:00" --ends "tue 04:00" --zone Europe/Berlin',
			),
		)
		.action(async (reference: string | undefined, options: EditOptions, self: Command) => {
			const session = openSession(io, self);
			const time = await timeReader(session, options);
			const translations = await translationsFrom(io, options);
			const bodyFor = (before: Pick<NoticeValue, 'audience'>): object => ({
				...(options.title !== undefined && { title: options.title }),
				...changedWindow(options, time),
				...detailsFrom(options, time, before),
				...translations,
			});
			// Checked before anything is asked of the server.
			if (Object.keys(bodyFor({ audience: null })).length === 0)
				throw new CliError('usage', 'Nothing to change was given. "candor edit --help" lists the options.');
			const found = await findNotice(session, reference);
			assertCanPromise(found, options, session.style.now);
			const written = await changeNotice(session, found, 'edit', bodyFor(found.value), options);
			await printPublished(session, written, `Changed ${quoted(found.value.title)}`);
		});
}
