/** `candor update`: publishes an update to an open notice. */
import type { Command } from 'commander';
import { type AdviceOptions, askAboutAdvice } from '../advice-question.ts';
import { changeNotice } from '../api/change-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import {
	findNoticeForMessage,
	messageRule,
	missingMessageError,
	parseNoticeAndMessage,
	readMessage,
} from '../message-argument.ts';
import { assertCanPromise, type DetailOptions, detailsFrom } from '../options/details.ts';
import {
	addClearingOptions,
	addDetailOptions,
	authorOption,
	editOption,
	messageOption,
	noticeArgumentHelp,
	phaseOption,
} from '../options/notice-options.ts';
import { pastUpdateOption } from '../options/past-times.ts';
import { addTemplateOptions, type TemplateOptions, templateFrom } from '../options/template.ts';
import { timeReader } from '../options/time.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../options/translations.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { printPublished } from '../render/published.ts';
import { openSession } from '../session.ts';
import { quoted } from '../terminal-text.ts';

interface UpdateOptions
	extends WriteOptions,
		DetailOptions,
		TemplateOptions,
		TranslationOptions,
		AdviceOptions {
	readonly message?: string;
	readonly edit?: true;
	readonly at?: string;
	readonly quiet?: true;
}

export function addUpdate(program: Command, io: Io): void {
	const command = program
		.command('update')
		.summary('publish an update to a notice')
		.description(
			`Publishes an update, which fulfils the promise of one. Promise the next one with --next-update.\n${messageRule}`,
		)
		.usage('[notice] <message> [options]')
		.argument('[notice]', noticeArgumentHelp)
		.argument('[message]', 'Markdown; "-" reads standard input')
		.addOption(messageOption())
		.addOption(editOption())
		.addOption(phaseOption())
		.addOption(authorOption())
		.addOption(translationsOption());
	addDetailOptions(command)
		.option('--keep-advice', 'with --phase: keep the workaround and the actions, without a question')
		.option('--quiet', 'send no message to channels; the end of a notice is sent in any case')
		.addOption(pastUpdateOption());
	addTemplateOptions(command);
	addClearingOptions(command, {
		except: ['component', 'next-update', 'translations'],
	});
	addWriteOptions(command)
		.addHelpText(
			'after',
			examples(
				'candor update "The cause is found. A fix is on its way." --phase identified --next-update 20m',
				'candor update checkout-down "Only card payments still fail." --impact minor --component checkout=degraded',
				'candor update --template outage --set service=Checkout --phase identified',
				'candor update checkout-down "We had restarted the database." --at 25m',
				'git log -1 --format=%s | candor update -m - --phase monitoring --next-update 1h',
			),
		)
		.action(
			async (
				first: string | undefined,
				second: string | undefined,
				options: UpdateOptions,
				self: Command,
			) => {
				const session = openSession(io, self);
				const time = await timeReader(session, options);
				const translations = await translationsFrom(io, options);
				// Checked before anything is asked of the server.
				detailsFrom(options, time, { audience: null });
				const argument = parseNoticeAndMessage(first, second, options.message);
				const template = templateFrom(options);
				const hasWords = argument.message !== undefined || options.edit || options.template !== undefined;
				if (!hasWords) throw missingMessageError(argument.reference);
				const body = await readMessage(io, argument.message, options);
				const found = await findNoticeForMessage(session, argument, 'open');
				assertCanPromise(found, options, session.style.now);
				const details = detailsFrom(options, time, found.value);
				const { fields, notes } = await askAboutAdvice(session, found, options.phase, options);
				const at = options.at !== undefined && { at: time(options.at, 'past') };
				const notify = options.quiet && { notify: false };
				const written = await changeNotice(
					session,
					found,
					'updates',
					{
						...template,
						...(body !== undefined && { body }),
						...details,
						...fields,
						...translations,
						...at,
						...notify,
					},
					options,
				);
				await printPublished(session, written, `Updated ${quoted(found.value.title)}`, notes);
			},
		);
}
