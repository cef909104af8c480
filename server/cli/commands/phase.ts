/** `candor phase`: changes the phase of a notice without an update. */
import type { Command } from 'commander';
import { keptAdviceLines } from '../advice-question.ts';
import { changeNotice } from '../api/change-notice.ts';
import { CliError } from '../cli-error.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { noticeArgumentHelp } from '../options/notice-options.ts';
import { parsePhase, phaseHelp } from '../options/parsers.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { printPublished } from '../render/published.ts';
import { openSession } from '../session.ts';
import { quoted } from '../terminal-text.ts';

export function addPhase(program: Command, io: Io): void {
	const command = program
		.command('phase')
		.summary('change the phase, without a message')
		.description(`Moves a notice to another phase.\nPhases of ${phaseHelp}.`)
		.usage('[notice] <phase> [options]')
		.argument('[notice]', noticeArgumentHelp)
		.argument('[phase]', 'one of the phases above');
	addWriteOptions(command)
		.addHelpText('after', examples('candor phase monitoring', 'candor phase checkout-down identified'))
		.action(
			async (first: string | undefined, second: string | undefined, options: WriteOptions, self: Command) => {
				const session = openSession(io, self);
				const [reference, phase] = second === undefined ? [undefined, first] : [first, second];
				if (phase === undefined) throw new CliError('usage', `Name the phase. Phases of ${phaseHelp}.`);
				const body = { phase: parsePhase(phase) };
				const found = await findNotice(session, reference);
				const written = await changeNotice(session, found, 'edit', body, options);
				const notes = keptAdviceLines(found, phase, {}, session.style.now);
				await printPublished(session, written, `Moved ${quoted(found.value.title)} to ${phase}`, notes);
			},
		);
}
