/**
 * `candor mirror`: keeps a static copy on another host, for browsers that cannot reach this server.
 */
import type { Command } from 'commander';
import { CandorError } from '../../../src/model/errors.ts';
import { Copier } from '../../connectors/mirror/copier.ts';
import { Mirror, type MirrorEvent } from '../../connectors/mirror/mirror.ts';
import { download } from '../api/download.ts';
import { retryDelayMs, secondsText } from '../api/retry.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readTarget } from '../mirror-target.ts';
import { timeOfDay } from '../render/time.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine, safeJson } from '../terminal-text.ts';
import { follow } from '../watch/follow.ts';

export function addMirror(program: Command, io: Io): void {
	program
		.command('mirror')
		.summary('keep a static copy on another host')
		.description(
			'Copies the snapshot, the history, the keys, the feeds and the scripts to a folder or a bucket, for pages to fall back on (data-mirrors). It follows the server and copies each change at once. While the server is unreachable, the last copy stays and the command keeps trying. Ctrl+C ends it.',
		)
		.argument('<target>', 'a folder, or s3://bucket/prefix; ?endpoint=https://… for other storage')
		.option('--once', 'copy everything once and end, for use with a timer')
		.addHelpText(
			'after',
			`${examples('candor mirror /srv/mirror', 'candor mirror "s3://my-bucket/status?region=eu-central-1" --once')}
Environment, for a bucket:
  AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN  the credentials; there is no option for them
  AWS_REGION        the region (us-east-1)
  AWS_ENDPOINT_URL  the address of storage other than Amazon's
`,
		)
		.action(async (text: string, { once }: { readonly once?: boolean }, self: Command) => {
			const session = openSession(io, self);
			const target = readTarget(io, text);
			const source = { fetch: (path: string, tag: string | null) => download(session, path, tag) };
			const copier = new Copier(source, target, io.monotonicNow);
			if (once) return copyOnce(session, copier, target.name);
			const signal = io.interruption();
			const events = follow(session, signal, { neverGiveUp: true });
			const { sleep, monotonicNow, random } = io;
			const onEvent = (event: MirrorEvent): void => printEvent(session, event, target.name);
			return new Mirror({ copier, events, signal, sleep, monotonicNow, random, onEvent }).run();
		});
}

/** Copies everything, with the retries of every other command. */
async function copyOnce(session: Session, copier: Copier, target: string): Promise<void> {
	const { io } = session;
	const files: string[] = [];
	for (let attempt = 1; ; attempt++) {
		try {
			await copier.copy('all', null, files);
			const seq = copier.position?.seq ?? 0;
			return session.printResult({ target, seq, files }, () => [
				`Copied state ${seq} to ${target}: ${files.join(', ')}.`,
			]);
		} catch (error) {
			const known = error instanceof CliError || error instanceof CandorError ? error : null;
			const isTransient = known?.code === 'unreachable' || known?.code === 'busy';
			const delayMs = isTransient ? retryDelayMs(attempt, io.random) : null;
			if (!known || delayMs === null) throw error;
			session.printProgress(`${known.message} Retrying in ${secondsText(delayMs)}.`);
			await io.sleep(delayMs);
		}
	}
}

function printEvent({ io, json, style }: Session, event: MirrorEvent, target: string): void {
	const now = io.now();
	if (json) {
		io.stdout.write(`${safeJson({ ...event, target, at: new Date(now).toISOString() })}\n`);
		return;
	}
	const { dim, green, yellow } = style.colours;
	const colour = event.type === 'written' || event.type === 'back' ? green : yellow;
	io.stdout.write(`${dim(timeOfDay(now, style))}  ${colour(eventText(event, target))}\n`);
}

function eventText(event: MirrorEvent, target: string): string {
	switch (event.type) {
		case 'written':
			return `Copied state ${event.seq} to ${target}: ${event.files.join(', ')}.`;
		case 'failed':
			return `The copy failed; the last copy stays. ${oneLine(event.reason)} Retrying.`;
		case 'lost':
			return `Connection lost; the last copy stays: ${oneLine(event.reason)}. Retrying.`;
		case 'back':
			return 'Connected again.';
	}
}
