/** `candor retract`: removes a notice that should not have been published. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { retractedNotice } from '../api/expectations.ts';
import { confirm } from '../confirm.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { addCorrectionOptions, type CorrectionOptions, versionFrom } from '../options/correction-options.ts';
import { openSession } from '../session.ts';
import { quoted } from '../terminal-text.ts';

interface RetractOptions extends CorrectionOptions {
	readonly reason?: string;
}

export function addRetract(program: Command, io: Io): void {
	const command = program
		.command('retract')
		.summary('remove a notice that should not have been published')
		.description(
			'Removes a notice and its updates from every page. "candor restore" brings it back. To say that an incident is over, use "resolve".',
		)
		.argument('<notice>', 'id or its beginning')
		.option('--reason <text>', 'for operators, never shown to customers');
	addCorrectionOptions(command, { asks: true })
		.addHelpText(
			'after',
			examples(
				'candor retract checkout-down --reason "It was our own test traffic." --yes',
				'candor retract checkout-down --dry-run',
			),
		)
		.action(async (reference: string, options: RetractOptions, self: Command) => {
			const session = openSession(io, self);
			const { id, seq, value } = await findNotice(session, reference);
			const { reason } = options;
			const what = `This removes ${quoted(value.title)} and its updates from every page. "candor restore ${id}" brings it back.`;
			await confirm(io, options.yes || options.dryRun, what, 'Retract it');
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'notices', id, 'retract'),
				expectation: retractedNotice(id),
				body: reason === undefined ? {} : { reason },
				...versionFrom(options, seq),
			});
			session.printResult(written, () => [
				`Retracted ${quoted(value.title)}. No page shows it any more.`,
				`Notice:  ${id}`,
				`Restore: candor restore ${id}`,
			]);
		});
}
