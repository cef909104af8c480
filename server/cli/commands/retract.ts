/** `candor retract`: removes a notice that should not have been published. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { retractedNotice } from '../api/expectations.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { noticeArgumentHelp } from '../options/notice-options.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { openSession } from '../session.ts';
import { quoted } from '../terminal-text.ts';

interface RetractOptions extends WriteOptions {
	readonly reason?: string;
}

export function addRetract(program: Command, io: Io): void {
	const command = program
		.command('retract')
		.summary('remove a notice that should not have been published')
		.description(
			'Removes a notice and its updates from every page. This cannot be undone. To say that an incident is over, use "resolve".',
		)
		.argument('[notice]', noticeArgumentHelp)
		.option('--reason <text>', 'stored in the log, never shown to customers');
	addWriteOptions(command)
		.addHelpText('after', examples('candor retract checkout-down --reason "It was our own test traffic."'))
		.action(async (reference: string | undefined, options: RetractOptions, self: Command) => {
			const session = openSession(io, self);
			const { id, value } = await findNotice(session, reference);
			const { reason, ifMatch, idempotencyKey } = options;
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'notices', id, 'retract'),
				expectation: retractedNotice(id),
				body: reason === undefined ? {} : { reason },
				ifMatch,
				idempotencyKey,
			});
			session.printResult(written, () => [
				`Retracted ${quoted(value.title)}. No page shows it any more.`,
				`Notice:  ${id}`,
			]);
		});
}
