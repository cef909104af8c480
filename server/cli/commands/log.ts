/** `candor log`: the audit log, the newest entry first. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../../../src/model/duration.ts';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseInteger } from '../options/parsers.ts';
import { parseInstant } from '../options/time.ts';
import { entryLines } from '../render/log-entry.ts';
import { openSession, type Session } from '../session.ts';
import { safeJson, sanitize } from '../terminal-text.ts';

interface LogOptions {
	readonly actor?: string;
	readonly command?: string;
	readonly since?: string;
	readonly until?: string;
	readonly limit: number;
	readonly all?: true;
}

/** The most entries of one request. */
const maxPage = 100;

export function addLog(program: Command, io: Io): void {
	const parse = (text: string): string => parsePastTime(text, io.now());
	program
		.command('log')
		.summary('who changed what, when and from where')
		.description(
			'Lists the commands that changed something, the newest first: who gave it, when, from where, and each field before and after. With --json: one JSON object per line.',
		)
		.argument('[notice]', 'only commands on this notice: its id or the beginning of its id')
		.option('--actor <name>', 'only commands of this token: its name or its id')
		.option('--command <name>', 'only this kind of command, such as edit-notice')
		.addOption(new Option('--since <when>', 'only after this time: 2h (ago), or an instant').argParser(parse))
		.addOption(
			new Option('--until <when>', 'only before this time: 2h (ago), or an instant').argParser(parse),
		)
		.addOption(
			new Option('--limit <number>', 'at most this many entries').argParser(parseInteger).default(50),
		)
		.option('--all', 'all entries')
		.addHelpText(
			'after',
			examples(
				'candor log',
				'candor log checkout-down',
				'candor log --actor "Deploy pipeline" --since 24h',
				'candor log --all --json > log.jsonl',
			),
		)
		.action(async (reference: string | undefined, options: LogOptions, self: Command) => {
			const session = openSession(io, self);
			const { actor, command, since, until, all } = options;
			const notice = reference === undefined ? undefined : await noticeId(session, reference);
			const filter = { actor, command, since, until, notice };
			const limit = all ? Number.POSITIVE_INFINITY : options.limit;
			let count = 0;
			for await (const entry of entries(session, filter, limit)) {
				count++;
				if (session.json) io.stdout.write(`${safeJson(entry)}\n`);
				else io.stdout.write(`${entryLines(sanitize(entry), session.style).join('\n')}\n`);
			}
			if (count === 0 && !session.json) io.stdout.write('No entries.\n');
		});
}

/** An instant, or a duration that counts back from `now`. */
function parsePastTime(text: string, now: number): string {
	const ago = parseDuration(text);
	if (ago !== null) return new Date(now - ago).toISOString();
	const instant = parseInstant(text);
	if (instant !== null) return instant;
	throw new InvalidArgumentError(
		'Write how long ago, such as 2h or 30d, or an instant such as 2030-01-31T09:30Z.',
	);
}

/** The id of a notice. A retracted one has entries too, but only its whole id names it. */
async function noticeId(session: Session, reference: string): Promise<string> {
	try {
		return (await findNotice(session, reference)).id;
	} catch (error) {
		if (error instanceof CliError && error.code === 'retracted') return reference;
		throw error;
	}
}

/** Page by page: the log may be longer than what fits into memory. */
async function* entries(
	{ client }: Session,
	filter: Readonly<Record<string, string | undefined>>,
	limit: number,
): AsyncIterable<JsonObject> {
	let cursor: string | null = null;
	for (let left = limit; left > 0; ) {
		const query = new URLSearchParams({ limit: String(Math.min(left, maxPage)) });
		for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
		if (cursor !== null) query.set('cursor', cursor);
		const page = requireObject(await client.read(`v1/log?${query}`, { asOperator: true }));
		const found = requireObjects(page, 'entries');
		yield* found;
		if (typeof page.next !== 'string' || page.next === cursor) return;
		cursor = page.next;
		left -= found.length;
	}
}
