/** `candor watch`: a live board, or a line for every change, as it happens. */
import type { Command } from 'commander';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { openSession, type Session } from '../session.ts';
import { WatchBoard } from '../watch/board.ts';
import { follow } from '../watch/follow.ts';
import { WatchPrinter } from '../watch/printer.ts';
import { followReminders } from '../watch/reminders.ts';

export function addWatch(program: Command, io: Io): void {
	program
		.command('watch')
		.summary('show every change, as it happens')
		.description(
			'On a terminal, shows a live board: the open and announced notices, the components that do not work, and the newest changes. Otherwise, and with --lines, prints a line for every change that customers see. Reconnects when the connection is lost. With a token, it also reminds you of promised updates: 5 minutes and 1 minute before, and when one is late, and says which scheduled draft was not published.\nCtrl+C ends it. With --json: one JSON object per line, {type, at, seq, notice?, component?, text}.',
		)
		.option('--lines', 'a line for every change, also on a terminal')
		.addHelpText(
			'after',
			examples('candor watch', 'candor watch --lines', 'candor watch --json | jq -r .text'),
		)
		.action(({ lines }: { readonly lines?: true }, self: Command) => {
			const session = openSession(io, self);
			const isBoard = io.stdout.isTTY === true && io.environment.TERM !== 'dumb' && !session.json && !lines;
			return watch(session, isBoard ? new WatchBoard(session) : new WatchPrinter(session), io.interruption());
		});
}

async function watch(
	session: Session,
	printer: WatchPrinter | WatchBoard,
	interruption: AbortSignal,
): Promise<void> {
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
				onMaintenance: (reminder) => printer.remindOfMaintenance(reminder),
			});
		}
	} finally {
		printer.stop();
		ended.abort();
		await reminders;
	}
}
