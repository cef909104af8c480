/** `candor resolve`: ends a notice. */
import type { Command } from 'commander';
import { changeNotice } from '../api/change-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import {
	type EditOptions,
	findNoticeForMessage,
	messageRule,
	parseNoticeAndMessage,
	readMessage,
} from '../message-argument.ts';
import type { DetailOptions } from '../options/details.ts';
import {
	authorOption,
	editOption,
	messageOption,
	noticeArgumentHelp,
	phaseOption,
} from '../options/notice-options.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../options/translations.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { printPublished } from '../render/published.ts';
import { openSession } from '../session.ts';
import { quoted } from '../terminal-text.ts';

type ResolveOptions = WriteOptions &
	TranslationOptions &
	Pick<DetailOptions, 'phase' | 'author'> &
	EditOptions & { readonly message?: string };

export function addResolve(program: Command, io: Io): void {
	const command = program
		.command('resolve')
		.summary('end a notice')
		.description(`Ends a notice. Its components count as working again.\n${messageRule}`)
		.argument('[notice]', noticeArgumentHelp)
		.argument('[message]', 'Markdown; "-" reads standard input')
		.addOption(messageOption())
		.addOption(editOption())
		.addOption(phaseOption())
		.addOption(authorOption())
		.addOption(translationsOption());
	addWriteOptions(command)
		.addHelpText(
			'after',
			examples(
				'candor resolve',
				'candor resolve "Payments work again. We are sorry."',
				'candor resolve upgrade "We will choose another night." --phase cancelled',
			),
		)
		.action(
			async (
				first: string | undefined,
				second: string | undefined,
				options: ResolveOptions,
				self: Command,
			) => {
				const session = openSession(io, self);
				const argument = parseNoticeAndMessage(first, second, options.message);
				const message = await readMessage(io, argument.message, options);
				const body = {
					...(message !== undefined && { body: message }),
					...(options.phase !== undefined && { phase: options.phase }),
					...(options.author !== undefined && { author: options.author }),
					...(await translationsFrom(io, options)),
				};
				const found = await findNoticeForMessage(session, argument, 'open');
				const written = await changeNotice(session, found, 'resolve', body, options);
				await printPublished(session, written, `Ended ${quoted(found.value.title)}`);
			},
		);
}
