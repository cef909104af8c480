/** `candor update`, `resolve` and `reopen`: commands that say something to customers about a notice that exists. */
import type { Command } from 'commander';
import { isEnded, type Notice } from '../../../src/model/views/notices.ts';
import { pathTo } from '../client.ts';
import { type DetailOptions, detailsFrom, refusePromise } from '../details.ts';
import { Failure } from '../exit.ts';
import { publishedNotice } from '../expected.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import {
	addClearingOptions,
	addDetailOptions,
	addWriteOptions,
	authorOption,
	messageOption,
	nextUpdateOption,
	phaseOption,
	quoted,
	type WriteOptions,
} from '../options.ts';
import { answerPublished } from '../render/published.ts';
import { openSession, type Session } from '../session.ts';
import { type Default, findTarget, type NoticeAndMessage, noticeAndMessage, wordsOf } from '../target.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../translations.ts';

interface SayOptions extends WriteOptions, DetailOptions, TranslationOptions {
	readonly message?: string;
}

const messageRule =
	'A single argument without spaces that could be an id is taken for the notice, never for the message.';

export function addUpdate(program: Command, io: Io): void {
	const command = program
		.command('update')
		.summary('tell customers what is new')
		.description(
			`Posts an update. It is the word that was promised last: promise the next with --next-update.\n${messageRule}`,
		)
		.usage('[notice] <message> [options]')
		.argument('[notice]', 'id or its beginning; left out: the one that is open')
		.argument('[message]', 'Markdown; "-" reads standard input')
		.addOption(messageOption())
		.addOption(phaseOption())
		.addOption(authorOption())
		.addOption(translationsOption());
	addDetailOptions(command, io);
	addClearingOptions(command, {
		except: ['component', 'next-update', 'drill', 'translations'],
	});
	addWriteOptions(command)
		.addHelpText(
			'after',
			examples(
				'candor update "The cause is found. A fix is on its way." --phase identified --next-update 20m',
				'candor update checkout-down "Only card payments still fail." --impact minor --component checkout=degraded',
				'git log -1 --format=%s | candor update -m - --phase monitoring --next-update 1h',
			),
		)
		.action(
			async (first: string | undefined, second: string | undefined, options: SayOptions, self: Command) => {
				const session = openSession(io, self);
				const details = { ...detailsFrom(options), ...(await translationsFrom(io, options)) };
				const said = noticeAndMessage(first, second, options.message);
				if (said.message === undefined) throw messageMissing(said.reference);
				const body = await wordsOf(session, said.message);
				const found = await findSaid(session, said, 'open');
				refusePromise(found, options, session.style.now);
				const written = await post(session, found, 'updates', { body, ...details }, options);
				await answerPublished(session, written, `Posted to ${quoted(found.value.title)}`);
			},
		);
}

export function addResolve(program: Command, io: Io): void {
	const command = program
		.command('resolve')
		.summary('say that it is over')
		.description(`Ends a notice; its components count as working again.\n${messageRule}`)
		.argument('[notice]', 'id or its beginning; left out: the one that is open')
		.argument('[message]', 'Markdown; "-" reads standard input')
		.addOption(messageOption())
		.addOption(phaseOption())
		.addOption(authorOption())
		.addOption(translationsOption());
	addWriteOptions(command)
		.addHelpText(
			'after',
			examples(
				'candor resolve',
				'candor resolve "Payments work again. We are sorry."',
				'candor resolve upgrade "We will choose another night." --phase cancelled',
			),
		)
		.action((first: string | undefined, second: string | undefined, options: SayOptions, self: Command) =>
			move(openSession(io, self), 'resolve', noticeAndMessage(first, second, options.message), options),
		);
}

export function addReopen(program: Command, io: Io): void {
	const command = program
		.command('reopen')
		.summary('say that it is not over after all')
		.description(`Opens a notice that has ended.\n${messageRule}`)
		.argument('[notice]', 'id or its beginning; left out: the only one that ended in the last 24 hours')
		.argument('[message]', 'Markdown; "-" reads standard input')
		.addOption(messageOption())
		.addOption(phaseOption())
		.addOption(nextUpdateOption(io))
		.addOption(authorOption())
		.addOption(translationsOption());
	addWriteOptions(command)
		.addHelpText(
			'after',
			examples('candor reopen', 'candor reopen checkout-down "Payments fail again." --next-update 15m'),
		)
		.action((first: string | undefined, second: string | undefined, options: SayOptions, self: Command) =>
			move(openSession(io, self), 'reopen', noticeAndMessage(first, second, options.message), options),
		);
}

async function move(
	session: Session,
	step: 'resolve' | 'reopen',
	said: NoticeAndMessage,
	options: SayOptions,
): Promise<void> {
	const message = await wordsOf(session, said.message);
	const details = { ...detailsFrom(options), ...(await translationsFrom(session.io, options)) };
	const found = await findSaid(session, said, step === 'resolve' ? 'open' : 'just ended');
	if (step === 'reopen' && options.phase === 'scheduled') refusePassedWindow(found, session.style.now);
	const body = { ...(message !== undefined && { body: message }), ...details };
	const written = await post(session, found, step, body, options);
	const deed = step === 'resolve' ? 'Ended' : 'Reopened';
	await answerPublished(session, written, `${deed} ${quoted(found.value.title)}`);
}

/** Maintenance is announced for a window still to come, and `reopen` gives it none. */
function refusePassedWindow({ id, value }: Notice, now: number): void {
	const { kind, window, title } = value;
	if (kind !== 'maintenance' || !isEnded(value, now) || (window && Date.parse(window.end) > now)) return;
	throw new Failure(
		'usage',
		`The window of ${quoted(title)} has passed. Give it a new one first: candor edit ${id} --starts WHEN --ends WHEN. Then reopen it, or announce the work anew with "candor open".`,
	);
}

const post = (
	{ client }: Session,
	{ id }: Notice,
	step: 'updates' | 'resolve' | 'reopen',
	body: object,
	options: WriteOptions,
): Promise<unknown> =>
	client.write({
		method: 'POST',
		path: pathTo('v1', 'notices', id, step),
		body,
		expected: publishedNotice(id),
		ifMatch: options.ifMatch,
		idempotencyKey: options.idempotencyKey,
	});

const messageMissing = (reference: string | undefined): Failure =>
	new Failure(
		'usage',
		reference === undefined
			? 'The message is missing. Write in quotes what customers should know.'
			: `${quoted(reference)} is taken for the notice, and the message is missing. If it is the message, write -m ${quoted(reference)}.`,
	);

/** The notice that was named or can only be meant; says so when it may have been the message. */
async function findSaid(session: Session, said: NoticeAndMessage, otherwise: Default): Promise<Notice> {
	const { reference, message } = said;
	try {
		return await findTarget(session, reference, otherwise);
	} catch (error) {
		const doubtful = reference !== undefined && message === undefined;
		if (!doubtful || !(error instanceof Failure) || error.exit !== 'not-found') throw error;
		const hint = `If ${quoted(reference)} is the message, write -m ${quoted(reference)}.`;
		throw new Failure(error.exit, `${error.message} ${hint}`, error.code, error.issues);
	}
}
