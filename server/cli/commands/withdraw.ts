/** `candor withdraw`: removes the words of an update that should not have been published. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { publishedNotice } from '../api/expectations.ts';
import { findUpdate } from '../find-update.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import {
	addCorrectionOptions,
	type CorrectionOptions,
	ofNoticeHelp,
	updateArgumentHelp,
	versionFrom,
} from '../options/correction-options.ts';
import { printPublished } from '../render/published.ts';
import { openSession } from '../session.ts';
import { quoted } from '../terminal-text.ts';

interface WithdrawOptions extends CorrectionOptions {
	readonly notice?: string;
}

export function addWithdraw(program: Command, io: Io): void {
	const command = program
		.command('withdraw')
		.summary('withdraw an update')
		.description(
			'Removes the words of an update. Its time stays, and phase, impact and components fall back to the update before. Operators can read the former words with "candor show --former".',
		)
		.argument('<update>', updateArgumentHelp)
		.option('--notice <id>', ofNoticeHelp);
	addCorrectionOptions(command)
		.addHelpText('after', examples('candor withdraw k7mqz2p9ab', 'candor withdraw k7mq --dry-run'))
		.action(async (reference: string, options: WithdrawOptions, self: Command) => {
			const session = openSession(io, self);
			const { notice, update } = await findUpdate(session, reference, options.notice);
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'notices', notice.id, 'updates', update.id, 'withdraw'),
				body: {},
				expectation: publishedNotice(notice.id),
				...versionFrom(options, notice.seq),
			});
			await printPublished(session, written, `Withdrew an update of ${quoted(notice.value.title)}`);
		});
}
