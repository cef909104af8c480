/** `candor postmortem`: publishes, shows and removes post-mortems, always as a whole. */
import { type Command, Option } from 'commander';
import { type ActionState, actionStates } from '../../../src/model/vocabulary.ts';
import { pathTo } from '../api/client.ts';
import { removed, storedDocument } from '../api/expectations.ts';
import { requireObject } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { type EditOptions, readMessage } from '../message-argument.ts';
import { editOption, languageOption, messageOption, quietHelp } from '../options/notice-options.ts';
import { addZoneOption, parseTime, timeReader, type ZoneOptions } from '../options/time.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../options/translations.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { noticeHelp } from '../postmortem-draft.ts';
import { postmortemLines } from '../render/remedies.ts';
import { openSession } from '../session.ts';
import { quoted, sanitize } from '../terminal-text.ts';
import { addPostmortemDraft } from './postmortem-draft.ts';
import { addPostmortemEnd } from './postmortem-end.ts';

interface Action {
	readonly title: string;
	readonly state: ActionState;
	readonly dueBy: string | null;
}

interface PutOptions extends EditOptions, TranslationOptions, WriteOptions, ZoneOptions {
	readonly message?: string;
	readonly language?: string;
	readonly anyway?: true;
	readonly dropActions?: true;
	readonly quiet?: true;
}

const putExample =
	'candor postmortem put checkout-down "Why checkout failed" -m "A certificate expired without a warning." --done "A new certificate" --planned "A warning a month before @ 30d"';
/** For `addWriteOptions`. */
const thePostmortem = ['the post-mortem', 'candor postmortem show'] as const;

export function addPostmortem(program: Command, io: Io): void {
	const postmortem = program
		.command('postmortem')
		.summary('reports about ended notices, with the promised actions')
		.description('Publishes, shows and removes the post-mortem of a notice.')
		.addHelpText(
			'after',
			examples(putExample, 'candor postmortem show checkout-down', 'candor postmortem remove checkout-down'),
		);
	addPut(postmortem, io);
	addPostmortemDraft(postmortem, io);
	addPostmortemEnd(postmortem, io);
	postmortem
		.command('show')
		.summary('a post-mortem as customers see it')
		.description('Shows the post-mortem of a notice as customers see it.')
		.argument('<notice>', noticeHelp)
		.addHelpText('after', examples('candor postmortem show checkout-down'))
		.action(async (reference: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			const { id } = await findNotice(session, reference);
			const resource = requireObject(await session.client.read(pathTo('v1', 'notices', id, 'postmortem')));
			session.printResult(resource, () => postmortemLines(sanitize(resource), session.style));
		});
	const remove = postmortem
		.command('remove')
		.summary('remove a post-mortem')
		.description('Removes the post-mortem of a notice from every page.')
		.argument('<notice>', noticeHelp);
	addWriteOptions(remove, thePostmortem)
		.addHelpText('after', examples('candor postmortem remove checkout-down'))
		.action(async (reference: string, options: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			const { id, value } = await findNotice(session, reference);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'notices', id, 'postmortem'),
				expectation: removed(`candor postmortem show ${id}`),
				...options,
			});
			session.printResult({ notice: id, removed: true }, () => [
				`Removed the post-mortem of ${quoted(value.title)}. No page shows it any more.`,
			]);
		});
}

function addPut(postmortem: Command, io: Io): void {
	// One list for three options, so that the actions keep their order on the command line.
	const actions: Action[] = [];
	const put = postmortem
		.command('put')
		.summary('publish or replace a post-mortem')
		.description(
			'Publishes the post-mortem of a notice. An existing one is replaced completely. Name all of its promised actions again.',
		)
		.argument('<notice>', noticeHelp)
		.argument('<title>', 'one line')
		.addOption(messageOption())
		.addOption(editOption());
	for (const state of actionStates)
		put.addOption(
			new Option(`--${state} <line>`, actionHelp[state]).argParser((text) => {
				actions.push(parseAction(text, state));
			}),
		);
	put
		.option('--anyway', 'publish it although the notice is still open')
		.option('--drop-actions', 'remove the promised actions that you do not name')
		.option('--quiet', quietHelp)
		.addOption(languageOption())
		.addOption(translationsOption());
	addWriteOptions(addZoneOption(put), thePostmortem)
		.addHelpText('after', examples(putExample))
		.action(async (reference: string, title: string, options: PutOptions, self: Command) => {
			const session = openSession(io, self);
			const { language, ifMatch, idempotencyKey } = options;
			if (options.message === undefined && !options.edit)
				throw new CliError('usage', 'The message is missing. Write it in quotes after -m, or use --edit.');
			const time = await timeReader(session, options);
			const body = {
				title,
				body: await readMessage(io, options.message, options),
				actions: actions.map((action) => ({ ...action, dueBy: action.dueBy && time(action.dueBy) })),
				...(options.anyway && { anyway: true }),
				...(options.dropActions && { dropActions: true }),
				...(options.quiet && { notify: false }),
				...(language !== undefined && { language }),
				...(await translationsFrom(io, options)),
			};
			const { id } = await findNotice(session, reference);
			const written = await session.client.write({
				method: 'PUT',
				path: pathTo('v1', 'notices', id, 'postmortem'),
				body,
				expectation: storedDocument({ notice: id }, `candor postmortem show ${id}`),
				ifMatch,
				idempotencyKey,
			});
			session.printResult(written, () => [
				'Published. Customers now see:',
				'',
				...postmortemLines(requireObject(sanitize(written)), session.style),
			]);
		});
}

const actionHelp: Record<ActionState, string> = {
	planned: 'an action that you promise, repeatable; "… @ 30d" adds the due time',
	'in-progress': 'the same, for an action that has begun',
	done: 'the same, for an action that is done',
};

/** `A second supplier @ 30d`: the action, and optionally its due time. */
function parseAction(text: string, state: ActionState): Action {
	const [, title = text, when] = /^(.*) @ (.+)$/.exec(text) ?? [];
	return { title: title.trim(), state, dueBy: when === undefined ? null : parseTime(when) };
}
