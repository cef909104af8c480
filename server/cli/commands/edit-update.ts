/** `candor edit-update`: corrects the words of an update. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { publishedNotice } from '../api/expectations.ts';
import { CliError } from '../cli-error.ts';
import { findUpdate } from '../find-update.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readMessage } from '../message-argument.ts';
import {
	addCorrectionOptions,
	type CorrectionOptions,
	ofNoticeHelp,
	updateArgumentHelp,
	versionFrom,
} from '../options/correction-options.ts';
import { authorOption, editOption, messageOption } from '../options/notice-options.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../options/translations.ts';
import { printPublished } from '../render/published.ts';
import { openSession } from '../session.ts';
import { quoted } from '../terminal-text.ts';

interface EditUpdateOptions extends CorrectionOptions, TranslationOptions {
	readonly message?: string;
	readonly edit?: true;
	readonly author?: string;
	readonly notice?: string;
}

export function addEditUpdate(program: Command, io: Io): void {
	const command = program
		.command('edit-update')
		.summary('correct the words of an update')
		.description(
			'Corrects the words of an update. Customers see when it was edited. Operators can read the former words with "candor show --former".',
		)
		.usage('<update> <message> [options]')
		.argument('<update>', updateArgumentHelp)
		.argument('[message]', 'Markdown; "-" reads standard input')
		.addOption(messageOption())
		.addOption(editOption())
		.addOption(authorOption())
		.addOption(translationsOption())
		.option('--notice <id>', ofNoticeHelp);
	addCorrectionOptions(command)
		.addHelpText(
			'after',
			examples(
				'candor edit-update k7mqz2p9ab "Payments by card fail. Transfers work."',
				'candor edit-update k7mq -m "Payments by card fail." --dry-run',
			),
		)
		.action(
			async (reference: string, argument: string | undefined, options: EditUpdateOptions, self: Command) => {
				const session = openSession(io, self);
				if (argument !== undefined && options.message !== undefined)
					throw new CliError('usage', 'The message is given twice. Write it in quotes, or after -m.');
				const message = await readMessage(io, argument ?? options.message, options);
				const { author } = options;
				const translations = await translationsFrom(io, options);
				const body = {
					...(message !== undefined && { body: message }),
					...(author !== undefined && { author }),
					...translations,
				};
				if (Object.keys(body).length === 0)
					throw new CliError('usage', 'Nothing to change was given. Write the corrected words in quotes.');
				const { notice, update } = await findUpdate(session, reference, options.notice);
				const written = await session.client.write({
					method: 'PATCH',
					path: pathTo('v1', 'notices', notice.id, 'updates', update.id),
					body,
					expectation: publishedNotice(notice.id),
					...versionFrom(options, notice.seq),
				});
				await printPublished(session, written, `Edited an update of ${quoted(notice.value.title)}`);
			},
		);
}
