/** `candor channels test|deliveries|replay`: what a channel delivers, and sends again. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { isObject, requireObject } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseId } from '../options/parsers.ts';
import { deliveryLines } from '../render/channels.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine, quoted, sanitize } from '../terminal-text.ts';

const attempted = {
	isConfirmedBy: (body: unknown) => isObject(body) && typeof body.delivered === 'boolean',
	statement: 'It was sent',
	checkWith: 'candor channels deliveries',
};

/** Fails when it was not delivered. */
function printAttempt(session: Session, id: string, written: unknown): void {
	const { delivered, reason } = requireObject(sanitize(written));
	if (delivered !== true)
		throw new CliError('refused', `The channel ${quoted(id)} did not deliver it. ${oneLine(String(reason))}`);
	session.printResult(written, () => [`The channel ${quoted(id)} delivered it.`]);
}

export function addTest(channels: Command, io: Io, idHelp: string): void {
	channels
		.command('test')
		.summary('send a test message')
		.description('Sends a message that says that it is a test, once.')
		.argument('<id>', idHelp, parseId)
		.addHelpText('after', examples('candor channels test ops'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			const path = pathTo('v1', 'channels', id, 'test');
			const written = await session.client.write({
				method: 'POST',
				path,
				expectation: attempted,
				canRepeat: false,
			});
			printAttempt(session, id, written);
		});
}

export function addDeliveries(channels: Command, io: Io, idHelp: string): void {
	channels
		.command('deliveries')
		.summary('see what a channel delivers')
		.description(
			'Shows how far a channel is behind, why an attempt failed, and the messages that it gave up.',
		)
		.argument('<id>', idHelp, parseId)
		.addHelpText('after', examples('candor channels deliveries ops'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			const path = pathTo('v1', 'channels', id, 'deliveries');
			const result = await session.client.read(path, { asOperator: true });
			session.printResult(result, () => deliveryLines(requireObject(sanitize(result)), session.style));
		});
}

interface ReplayOptions {
	readonly from?: string;
	readonly deadLetter?: string;
}

const replayed = {
	isConfirmedBy: (body: unknown) => isObject(body) && typeof body.seq === 'number',
	statement: 'The channel goes on from there',
	checkWith: 'candor channels deliveries',
};

export function addReplay(channels: Command, io: Io, idHelp: string): void {
	channels
		.command('replay')
		.summary('send messages again')
		.description(
			'Sends one dead letter, or everything from a commit on. Messages have the ids that they had before, so that receivers recognise them, and the words of now.',
		)
		.argument('<id>', idHelp, parseId)
		.option('--dead-letter <letter>', 'an id from "candor channels deliveries"')
		.option('--from <commit>', 'the number of a commit from "candor log"')
		.addHelpText(
			'after',
			examples(
				'candor channels replay ops --dead-letter 000000000042-0',
				'candor channels replay ops --from 42',
			),
		)
		.action(async (id: string, { from, deadLetter }: ReplayOptions, self: Command) => {
			if ((from === undefined) === (deadLetter === undefined))
				throw new CliError('usage', 'Name a dead letter with --dead-letter, or a commit with --from.');
			if (from !== undefined && !/^[1-9]\d{0,14}$/.test(from))
				throw new CliError('usage', '--from: use the number of a commit, such as 42.');
			const session = openSession(io, self);
			const path = pathTo('v1', 'channels', id, 'replay');
			const written = await session.client.write({
				...{ method: 'POST', path, canRepeat: false },
				body: deadLetter === undefined ? { seq: Number(from) } : { deadLetter },
				expectation: deadLetter === undefined ? replayed : attempted,
			});
			if (deadLetter !== undefined) printAttempt(session, id, written);
			else session.printResult(written, () => [`${quoted(id)} continues from commit ${from}.`]);
		});
}
