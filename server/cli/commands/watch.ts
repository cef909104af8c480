/** `candor watch`: a line for every change that customers see, as it happens. */
import type { Command } from 'commander';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { openSession, type Session } from '../session.ts';
import { follow } from '../watch/follow.ts';
import { Teller } from '../watch/printer.ts';

export function addWatch(program: Command, io: Io): void {
	program
		.command('watch')
		.summary('a line for every change, as it happens')
		.description(
			'Prints a line for every change that customers see, and comes back by itself when the connection is lost.\nCtrl+C ends it. With --json: one JSON object per line, {type, at, seq, notice?, component?, text}.',
		)
		.addHelpText('after', examples('candor watch', 'candor watch --json | jq -r .text'))
		.action((_options: object, self: Command) => watch(openSession(io, self), io.interruption()));
}

async function watch(session: Session, interruption: AbortSignal): Promise<void> {
	const teller = new Teller(session);
	try {
		for await (const heard of follow(session, interruption)) teller.hear(heard);
	} finally {
		teller.end();
	}
}
