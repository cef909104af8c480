/** `candor postmortem`: what happened, why, and what was promised. It is put there whole, words and all. */
import { type Command, Option } from 'commander';
import { type ActionState, actionStates } from '../../../src/model/vocabulary.ts';
import { objectIn } from '../answer.ts';
import { pathTo } from '../client.ts';
import { removed, stored } from '../expected.ts';
import { harmless } from '../harmless.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { addWriteOptions, languageOption, messageOption, quoted, type WriteOptions } from '../options.ts';
import { postmortemLines } from '../render/remedies.ts';
import { openSession } from '../session.ts';
import { findTarget, wordsOf } from '../target.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../translations.ts';
import { parseWhen } from '../when.ts';

interface Action {
	readonly title: string;
	readonly state: ActionState;
	readonly dueBy: string | null;
}
interface PutOptions extends TranslationOptions, WriteOptions {
	readonly message: string;
	readonly language?: string;
}

const putExample =
	'candor postmortem put checkout-down "Why checkout failed" -m "A certificate ran out, and nobody was told." --done "A new certificate" --planned "A warning a month before @ 30d"';
const noticeHelp = 'the notice’s id or its beginning';
const thePostmortem: [string, string] = ['the post-mortem', 'candor postmortem show'];

export function addPostmortem(program: Command, io: Io): void {
	const postmortem = program
		.command('postmortem')
		.summary('what happened, why, and what was promised')
		.description('Publishes, shows and removes the post-mortem of a notice.')
		.addHelpText(
			'after',
			examples(putExample, 'candor postmortem show checkout-down', 'candor postmortem remove checkout-down'),
		);
	addPut(postmortem, io);
	postmortem
		.command('show')
		.summary('a post-mortem as customers see it')
		.description('Shows the post-mortem of a notice as customers see it.')
		.argument('<notice>', noticeHelp)
		.addHelpText('after', examples('candor postmortem show checkout-down'))
		.action(async (reference: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			const { id } = await findTarget(session, reference);
			const answer = objectIn(await session.client.read(pathTo('v1', 'notices', id, 'postmortem')));
			session.answer(answer, () => postmortemLines(harmless(answer), session.style));
		});
	const remove = postmortem
		.command('remove')
		.summary('take a post-mortem away')
		.description('Takes the post-mortem of a notice away from every page.')
		.argument('<notice>', noticeHelp);
	addWriteOptions(remove, thePostmortem)
		.addHelpText('after', examples('candor postmortem remove checkout-down'))
		.action(async (reference: string, options: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			const { id, value } = await findTarget(session, reference);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'notices', id, 'postmortem'),
				expected: removed(`candor postmortem show ${id}`),
				...options,
			});
			session.answer({ notice: id, removed: true }, () => [
				`Removed the post-mortem of ${quoted(value.title)}. No page shows it any more.`,
			]);
		});
}

function addPut(postmortem: Command, io: Io): void {
	// One list for the three options, so that the actions keep the order in which they were written.
	const actions: Action[] = [];
	const put = postmortem
		.command('put')
		.summary('publish a post-mortem, or replace it')
		.description(
			'Publishes the post-mortem of a notice. One that is there already is replaced, words, actions and all.',
		)
		.argument('<notice>', noticeHelp)
		.argument('<title>', 'one line')
		.addOption(messageOption().makeOptionMandatory());
	for (const state of actionStates)
		put.addOption(
			new Option(`--${state} <line>`, actionHelp[state]).argParser((text) => {
				actions.push(parseAction(text, state, io.now()));
			}),
		);
	put.addOption(languageOption()).addOption(translationsOption());
	addWriteOptions(put, thePostmortem)
		.addHelpText('after', examples(putExample))
		.action(async (reference: string, title: string, options: PutOptions, self: Command) => {
			const session = openSession(io, self);
			const { language, ifMatch, idempotencyKey } = options;
			const body = {
				title,
				body: await wordsOf(session, options.message),
				actions,
				...(language !== undefined && { language }),
				...(await translationsFrom(io, options)),
			};
			const { id } = await findTarget(session, reference);
			const written = await session.client.write({
				method: 'PUT',
				path: pathTo('v1', 'notices', id, 'postmortem'),
				body,
				expected: stored('title', { notice: id }, `candor postmortem show ${id}`),
				ifMatch,
				idempotencyKey,
			});
			session.answer(written, () => [
				'Published. Customers now see:',
				'',
				...postmortemLines(objectIn(harmless(written)), session.style),
			]);
		});
}

const actionHelp: Record<ActionState, string> = {
	planned: 'something that will be done, repeatable; "… @ 30d" says by when',
	'in-progress': 'the same, for what has begun',
	done: 'the same, for what is done',
};

/** `A second supplier @ 30d`: what is promised, and by when. */
function parseAction(text: string, state: ActionState, now: number): Action {
	const [, title = text, when] = /^(.*) @ (\S+)$/.exec(text) ?? [];
	return { title: title.trim(), state, dueBy: when === undefined ? null : parseWhen(when, now) };
}
