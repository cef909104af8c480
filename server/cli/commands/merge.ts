/** `candor merge`: marks a notice as a duplicate of another one. */
import type { Command } from 'commander';
import { changeNotice } from '../api/change-notice.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { printPublished } from '../render/published.ts';
import { openSession } from '../session.ts';
import { quoted } from '../terminal-text.ts';

interface MergeOptions extends WriteOptions {
	readonly into: string;
}

export function addMerge(program: Command, io: Io): void {
	const command = program
		.command('merge')
		.summary('mark a notice as a duplicate of another one')
		.description(
			'Ends a notice that reports the same as another one. Its last update names the other notice, in every language. The other notice gets its components. "candor undo" takes it back.',
		)
		.argument('<notice>', 'the duplicate: id or its beginning')
		.requiredOption('--into <notice>', 'the notice that stays: id or its beginning');
	addWriteOptions(command)
		.addHelpText('after', examples('candor merge upgrade --into checkout-down'))
		.action(async (reference: string, options: MergeOptions, self: Command) => {
			const session = openSession(io, self);
			const duplicate = await findNotice(session, reference);
			const into = await findNotice(session, options.into);
			const written = await changeNotice(session, duplicate, 'merge', { into: into.id }, options);
			const done = `Merged ${quoted(duplicate.value.title)} into ${quoted(into.value.title)} (${into.id})`;
			await printPublished(session, written, done);
		});
}
