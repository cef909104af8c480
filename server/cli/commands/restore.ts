/** `candor restore`: brings a retracted notice back. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { readCorrections } from '../api/corrections.ts';
import { publishedNotice } from '../api/expectations.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { addCorrectionOptions, type CorrectionOptions, versionFrom } from '../options/correction-options.ts';
import { parseId } from '../options/parsers.ts';
import { printPublished } from '../render/published.ts';
import { openSession } from '../session.ts';
import { quoted } from '../terminal-text.ts';

export function addRestore(program: Command, io: Io): void {
	const command = program
		.command('restore')
		.summary('bring a retracted notice back')
		.description('Brings a retracted notice back exactly as it was, with its updates.')
		.argument('<notice>', 'the whole id, which "candor retract" has printed', parseId);
	addCorrectionOptions(command)
		.addHelpText('after', examples('candor restore checkout-down', 'candor restore checkout-down --dry-run'))
		.action(async (id: string, options: CorrectionOptions, self: Command) => {
			const session = openSession(io, self);
			const { retraction, seq } = await readCorrections(session.client, id);
			if (!retraction)
				throw new CliError(
					'conflict',
					`The notice "${id}" is not retracted. There is nothing to restore.`,
					'not-retracted',
				);
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'notices', id, 'restore'),
				body: {},
				expectation: publishedNotice(id),
				...versionFrom(options, seq),
			});
			await printPublished(session, written, `Restored ${quoted(retraction.title)}`);
		});
}
