/** `candor reopen`: opens a notice that has ended. */
import type { Command } from 'commander';
import { isEnded, type Notice } from '../../../src/model/views/notices.ts';
import { changeNotice } from '../api/change-notice.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import {
	findNoticeForMessage,
	messageRule,
	parseNoticeAndMessage,
	readMessage,
} from '../message-argument.ts';
import { type DetailOptions, detailsFrom } from '../options/details.ts';
import {
	addComponentOptions,
	authorOption,
	editOption,
	messageOption,
	nextUpdateOption,
	noPromiseOption,
	phaseOption,
} from '../options/notice-options.ts';
import { addZoneOption, timeReader } from '../options/time.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../options/translations.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { printPublished } from '../render/published.ts';
import { openSession } from '../session.ts';
import { quoted } from '../terminal-text.ts';

type ReopenOptions = WriteOptions &
	TranslationOptions &
	Pick<
		DetailOptions,
		'phase' | 'nextUpdate' | 'promise' | 'author' | 'zone' | 'component' | 'newComponent'
	> & {
		readonly message?: string;
		readonly edit?: true;
	};

export function addReopen(program: Command, io: Io): void {
	const command = program
		.command('reopen')
		.summary('open a notice that has ended')
		.description(
			`Opens a notice that has ended. Its components are as they were before the end.\n${messageRule}`,
		)
		.argument('[notice]', 'id or its beginning; default: the only notice that ended in the last 24 hours')
		.argument('[message]', 'Markdown; "-" reads standard input')
		.addOption(messageOption())
		.addOption(editOption())
		.addOption(phaseOption())
		.addOption(nextUpdateOption())
		.addOption(noPromiseOption())
		.addOption(authorOption())
		.addOption(translationsOption());
	addWriteOptions(addComponentOptions(addZoneOption(command)))
		.addHelpText(
			'after',
			examples(
				'candor reopen',
				'candor reopen checkout-down "Payments fail again." --component checkout=degraded',
			),
		)
		.action(
			async (
				first: string | undefined,
				second: string | undefined,
				options: ReopenOptions,
				self: Command,
			) => {
				const session = openSession(io, self);
				const argument = parseNoticeAndMessage(first, second, options.message);
				const message = await readMessage(io, argument.message, options);
				const time = await timeReader(session, options);
				const body = {
					...(message !== undefined && { body: message }),
					...detailsFrom(options, time),
					...(await translationsFrom(io, options)),
				};
				const found = await findNoticeForMessage(session, argument, 'recently-ended');
				if (options.phase === 'scheduled') assertHasFutureWindow(found, session.style.now);
				const written = await changeNotice(session, found, 'reopen', body, options);
				await printPublished(session, written, `Reopened ${quoted(found.value.title)}`);
			},
		);
}

/** Maintenance can only be scheduled for a future window, and `reopen` cannot set one. */
function assertHasFutureWindow({ id, value }: Notice, now: number): void {
	const { kind, window, title } = value;
	if (kind !== 'maintenance' || !isEnded(value, now) || (window && Date.parse(window.end) > now)) return;
	throw new CliError(
		'usage',
		`The window of ${quoted(title)} has passed. Set a new one first: candor edit ${id} --starts WHEN --ends WHEN. Then reopen the notice. Or publish a new notice with "candor open".`,
	);
}
