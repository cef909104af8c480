/** `candor list`: the notices, as customers see them. Needs no token. */
import type { Command } from 'commander';
import {
	activeNotices,
	isEnded,
	isExpired,
	notices,
	upcomingMaintenance,
} from '../../../src/model/views/notices.ts';
import { readNoticesAndComponents } from '../api/state.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseInteger } from '../options/parsers.ts';
import { headline, statusLines } from '../render/notice.ts';
import { openSession } from '../session.ts';

interface ListOptions {
	readonly all?: true;
	readonly limit?: number;
}

const nextLimit = (limit = 100): number => limit * 10;

export function addList(program: Command, io: Io): void {
	program
		.command('list')
		.summary('the open and upcoming notices')
		.description('Lists the open notices, the worst first, and the upcoming maintenance.')
		.option('--all', 'the newest 100, including those that have ended')
		.option('--limit <number>', 'at most so many notices', parseInteger)
		.addHelpText('after', examples('candor list', 'candor list --all --limit 500', 'candor list --json'))
		.action(async ({ all, limit }: ListOptions, self: Command) => {
			const session = openSession(io, self);
			const { body, state } = await readNoticesAndComponents(session.client, {
				which: all ? 'all' : 'current',
				most: limit,
			});
			const { style } = session;
			const current = [...activeNotices(state, style.now), ...upcomingMaintenance(state, style.now)];
			const past = notices(state).filter(
				({ value }) => isEnded(value, style.now) || isExpired(value, style.now),
			);
			session.printResult(body, () => [
				...(current.length === 0 ? ['No notice is open.'] : []),
				...[...current, ...(all ? past : [])].flatMap((found) => [
					`${headline(found, style)}  ${style.colours.dim(found.id)}`,
					...statusLines(found, style).map((line) => `  ${line}`),
				]),
				...(typeof body.next === 'string'
					? [`There are more notices. List more of them with --limit, such as --limit ${nextLimit(limit)}.`]
					: []),
			]);
		});
}
