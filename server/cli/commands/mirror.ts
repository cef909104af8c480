/** `candor mirror`: keeps a static copy of what readers need on another host, for when this server is away. */
import type { Command } from 'commander';
import { CandorError } from '../../../src/model/errors.ts';
import { Copier } from '../../connectors/mirror/copier.ts';
import { Mirror, type Told } from '../../connectors/mirror/mirror.ts';
import { readTarget } from '../bucket.ts';
import { attempts, pauseAfter } from '../client.ts';
import { download } from '../download.ts';
import { Failure } from '../exit.ts';
import { harmlessJson, oneLine } from '../harmless.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { timeOfDay } from '../render/time.ts';
import { openSession, type Session } from '../session.ts';
import { follow } from '../watch/follow.ts';

export function addMirror(program: Command, io: Io): void {
	program
		.command('mirror')
		.summary('keep a static copy on another host')
		.description(
			'Keeps a copy of the snapshot, the history, the keys and the scripts in a folder or a bucket, for pages to fall back on (data-mirrors). It follows the server, copies each change at once, and goes on while the server is away: the last copy stays. Ctrl+C ends it.',
		)
		.argument('<target>', 'a folder, or s3://bucket/prefix, with ?endpoint=https://… for other storage')
		.option('--once', 'copy everything once and end, as for a timer')
		.addHelpText(
			'after',
			`${examples('candor mirror /srv/mirror', 'candor mirror "s3://my-bucket/status?region=eu-central-1" --once')}
Environment, for a bucket:
  AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN  the credentials; there is no option for them
  AWS_REGION        us-east-1
  AWS_ENDPOINT_URL  storage other than Amazon's
`,
		)
		.action(async (text: string, { once }: { readonly once?: boolean }, self: Command) => {
			const session = openSession(io, self);
			const target = readTarget(io, text);
			const source = { fetch: (path: string, tag: string | null) => download(session, path, tag) };
			const copier = new Copier(source, target);
			if (once) return copyOnce(session, copier, target.name);
			const signal = io.interruption();
			const { sleep, random } = io;
			const tell = (told: Told): void => print(session, told, target.name);
			return new Mirror({ copier, news: follow(session, signal, true), signal, sleep, random, tell }).run();
		});
}

/** Tried a few times, as every command is. */
async function copyOnce(session: Session, copier: Copier, target: string): Promise<void> {
	const { io } = session;
	const files: string[] = [];
	for (let attempt = 1; ; attempt++) {
		try {
			files.push(...(await copier.snapshot(null)));
			files.push(...(await copier.rest()));
			const seq = copier.position?.seq ?? 0;
			return session.answer({ target, seq, files }, () => [
				`Copied state ${seq} to ${target}: ${files.join(', ')}.`,
			]);
		} catch (error) {
			const told = error instanceof Failure || error instanceof CandorError ? error : null;
			const passes = told?.code === 'unreachable' || told?.code === 'busy';
			if (!passes || attempt === attempts) throw error;
			const pause = pauseAfter(attempt, io.random(), null);
			session.aside(`${told.message} Trying again in ${(pause / 1000).toFixed(1)} s.`);
			await io.sleep(pause);
		}
	}
}

function print({ io, json, style }: Session, told: Told, target: string): void {
	const now = io.now();
	if (json) {
		io.stdout.write(`${harmlessJson({ ...told, target, at: new Date(now).toISOString() })}\n`);
		return;
	}
	const { dim, green, yellow } = style.colours;
	const colour = told.type === 'written' || told.type === 'back' ? green : yellow;
	io.stdout.write(`${dim(timeOfDay(now, style))}  ${colour(wordsOf(told, target))}\n`);
}

function wordsOf(told: Told, target: string): string {
	switch (told.type) {
		case 'written':
			return `Copied state ${told.seq} to ${target}: ${told.files.join(', ')}.`;
		case 'failed':
			return `Not copied, the last copy stays. ${oneLine(told.reason)} Trying again.`;
		case 'lost':
			return `The stream is lost, the last copy stays: ${oneLine(told.reason)}. Trying again.`;
		case 'back':
			return 'Connected again.';
	}
}
