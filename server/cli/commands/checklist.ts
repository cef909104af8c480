/** `candor checklist`: what is to be done after an outage, and by when. */
import { type Command, Option } from 'commander';
import { type ChecklistStep, checklistSteps } from '../../../src/model/checklist/steps.ts';
import { pathTo } from '../api/client.ts';
import { storedDocument } from '../api/expectations.ts';
import { requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { noticeHelp } from '../postmortem-draft.ts';
import { checklistLines } from '../render/checklist.ts';
import { openSession } from '../session.ts';
import { sanitize } from '../terminal-text.ts';

interface MarkOptions extends WriteOptions {
	readonly done?: ChecklistStep;
	readonly notNeeded?: ChecklistStep;
	readonly reason?: string;
	readonly reopen?: ChecklistStep;
}

const stepOption = (flags: string, description: string): Option =>
	new Option(flags, description).choices(checklistSteps);

export function addChecklist(program: Command, io: Io): void {
	const checklist = program
		.command('checklist')
		.summary('what is to be done after an outage')
		.description(
			'Shows the steps after the end of an incident, by when each is due, and how many are done. A remedy, a post-mortem, its actions and a drill are found in the log; mark the others.',
		)
		.argument('<notice>', noticeHelp)
		.addOption(stepOption('--done <step>', 'say that a step is done'))
		.addOption(stepOption('--not-needed <step>', 'say that a step is not needed, with --reason'))
		.option('--reason <text>', 'why the step is not needed, for operators')
		.addOption(stepOption('--reopen <step>', 'take back what was said about a step'));
	addWriteOptions(checklist, ['the checklist', 'candor log'])
		.addHelpText(
			'after',
			examples(
				'candor checklist checkout-down',
				'candor checklist checkout-down --done thanks',
				'candor checklist checkout-down --not-needed remedy --reason "Free plan only"',
				'candor checklist checkout-down --reopen remedy',
			),
		)
		.action(async (reference: string, options: MarkOptions, self: Command) => {
			const session = openSession(io, self);
			const { id } = await findNotice(session, reference);
			const path = `v1/notices/${pathTo(id, 'checklist')}`;
			const marked = markOf(options);
			const result =
				marked === null
					? await session.client.read(path, { asOperator: true })
					: await session.client.write({
							method: 'PUT',
							path: `${path}/${marked.step}`,
							body: marked.body,
							expectation: {
								...storedDocument({ notice: id }, `candor checklist ${id}`),
								statement: 'It is stored',
							},
							...options,
						});
			const shown = requireObject(sanitize(result));
			session.printResult(result, () => checklistLines(shown, requireObjects(shown, 'steps'), session.style));
		});
}

/** Throws CliError for options that contradict each other. `null`: only show it. */
function markOf({ done, notNeeded, reason, reopen }: MarkOptions) {
	const given = [done, notNeeded, reopen].flatMap((step) => step ?? []);
	const [step] = given;
	if (given.length > 1)
		throw new CliError('usage', 'Use one of --done, --not-needed and --reopen at a time.');
	if (notNeeded !== undefined && !reason)
		throw new CliError('usage', 'Say with --reason in one line why the step is not needed.');
	if (notNeeded === undefined && reason !== undefined)
		throw new CliError('usage', '--reason goes with --not-needed.');
	if (step === undefined) return null;
	if (notNeeded !== undefined) return { step, body: { mark: 'not-needed', reason } };
	return { step, body: { mark: done === undefined ? null : 'done' } };
}
