/** `candor phase`, `edit` and `retract`: changes to a notice that say no new words to customers. */
import { type Command, Option } from 'commander';
import { pathTo } from '../client.ts';
import { type DetailOptions, detailsFrom, refusePromise } from '../details.ts';
import { Failure } from '../exit.ts';
import { publishedNotice, retractedNotice } from '../expected.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import {
	addClearingOptions,
	addDetailOptions,
	addNatureOptions,
	addWriteOptions,
	parsePhase,
	phaseHelp,
	quoted,
	type WriteOptions,
} from '../options.ts';
import { answerPublished } from '../render/published.ts';
import { openSession } from '../session.ts';
import { findTarget } from '../target.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../translations.ts';
import { parseWhen } from '../when.ts';
import { windowFrom } from './open.ts';

interface EditOptions extends DetailOptions, WriteOptions, TranslationOptions {
	readonly title?: string;
	readonly starts?: string;
	readonly ends?: string;
}

export function addPhase(program: Command, io: Io): void {
	const command = program
		.command('phase')
		.summary('move a notice on, without words')
		.description(`Moves a notice to another phase.\nPhases of ${phaseHelp}.`)
		.usage('[notice] <phase> [options]')
		.argument('[notice]', 'id or its beginning; left out: the one that is open')
		.argument('[phase]', 'one of those above');
	addWriteOptions(command)
		.addHelpText('after', examples('candor phase monitoring', 'candor phase checkout-down identified'))
		.action(
			async (first: string | undefined, second: string | undefined, options: WriteOptions, self: Command) => {
				const session = openSession(io, self);
				const [reference, phase] = second === undefined ? [undefined, first] : [first, second];
				if (phase === undefined) throw new Failure('usage', `Name the phase. Phases of ${phaseHelp}.`);
				const body = { phase: parsePhase(phase) };
				const { id, value } = await findTarget(session, reference);
				const written = await session.client.write({
					method: 'PATCH',
					path: pathTo('v1', 'notices', id),
					body,
					expected: publishedNotice(id),
					...options,
				});
				await answerPublished(session, written, `Moved ${quoted(value.title)} to ${phase}`);
			},
		);
}

export function addEdit(program: Command, io: Io): void {
	const when = (text: string): string => parseWhen(text, io.now());
	const command = program
		.command('edit')
		.summary('put right what a notice says')
		.description('Puts a notice right without an update. A repeatable option replaces the whole list.')
		.argument('[notice]', 'id or its beginning; left out: the one that is open')
		.option('--title <title>', 'one line that says what customers notice');
	addNatureOptions(addDetailOptions(command, io))
		.addOption(translationsOption())
		.addOption(new Option('--starts <when>', 'maintenance: the new window').argParser(when))
		.addOption(new Option('--ends <when>', 'maintenance: the new window').argParser(when));
	addClearingOptions(command, { except: [] });
	addWriteOptions(command)
		.addHelpText(
			'after',
			examples(
				'candor edit --title "Card payments are failing"',
				'candor edit checkout-down --impact critical --no-estimate',
				'candor edit upgrade --starts 2030-02-01T02:00Z --ends 2030-02-01T04:00Z',
			),
		)
		.action(async (reference: string | undefined, options: EditOptions, self: Command) => {
			const session = openSession(io, self);
			const window = windowFrom(options, io.now());
			const body = {
				...(options.title !== undefined && { title: options.title }),
				...(window && { window }),
				...detailsFrom(options),
				...(await translationsFrom(io, options)),
			};
			if (Object.keys(body).length === 0)
				throw new Failure('usage', 'Nothing to change was given. "candor edit --help" lists what can be.');
			const found = await findTarget(session, reference);
			refusePromise(found, options, session.style.now);
			const { id, value } = found;
			const { ifMatch, idempotencyKey } = options;
			const written = await session.client.write({
				method: 'PATCH',
				path: pathTo('v1', 'notices', id),
				body,
				expected: publishedNotice(id),
				ifMatch,
				idempotencyKey,
			});
			await answerPublished(session, written, `Changed ${quoted(value.title)}`);
		});
}

export function addRetract(program: Command, io: Io): void {
	const command = program
		.command('retract')
		.summary('take back a notice that should not have been published')
		.description(
			'Takes a notice and its updates away from every page. It cannot be undone; "resolve" says that something is over.',
		)
		.argument('[notice]', 'id or its beginning; left out: the one that is open')
		.option('--reason <words>', 'kept with the log, never shown to customers');
	addWriteOptions(command)
		.addHelpText('after', examples('candor retract checkout-down --reason "It was our own test traffic."'))
		.action(
			async (
				reference: string | undefined,
				options: WriteOptions & { readonly reason?: string },
				self: Command,
			) => {
				const session = openSession(io, self);
				const { id, value } = await findTarget(session, reference);
				const { reason, ifMatch, idempotencyKey } = options;
				const written = await session.client.write({
					method: 'POST',
					path: pathTo('v1', 'notices', id, 'retract'),
					expected: retractedNotice(id),
					body: reason === undefined ? {} : { reason },
					ifMatch,
					idempotencyKey,
				});
				session.answer(written, () => [
					`Retracted ${quoted(value.title)}. No page shows it any more.`,
					`Notice:  ${id}`,
				]);
			},
		);
}
