/** `candor watch`: prints a line for every change, as it happens. */
import type { Command } from 'commander';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { openSession, type Session } from '../session.ts';
import { follow } from '../watch/follow.ts';
import { WatchPrinter } from '../watch/printer.ts';
import { followReminders } from '../watch/reminders.ts';

export function addWatch(program: Command, io: Io): void {
	program
		.command('watch')
		.summary('print every change, as it happens')
		.description(
			'Prints a line for every change that customers see, and reconnects when the connection is lost. With a token, it also reminds you of promised updates: 5 minutes and 1 minute before, and when one is late, and says which scheduled draft was not published.\nCtrl+C ends it. With --json: one JSON object per line, {type, at, seq, notice?, component?, text}.',
		)
		.addHelpText('after', examples('candor watch', 'candor watch --json | jq -r .text'))
		.action((_options: object, self: Command) => watch(openSession(io, self), io.interruption()));
}

async function watch(session: Session, interruption: AbortSignal): Promise<void> {
	const printer = new WatchPrinter(session);
	const ended = new AbortController();
	const signal = AbortSignal.any([interruption, ended.signal]);
	let reminders: Promise<void> | undefined;
	try {
		for await (const event of follow(session, interruption)) {
			printer.print(event);
			if (event.name === 'lost') continue;
			reminders ??= followReminders(session, signal, {
				after: event.data.seq,
				onAvailable: () => printer.expectReminders(),
				onReminder: (reminder) => printer.remind(reminder),
				onHeldDraft: (draft) => printer.warnOfDraft(draft),
			});
		}
	} finally {
		printer.stop();
		ended.abort();
		await reminders;
	}
}
