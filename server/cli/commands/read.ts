/** `candor list` and `show`: what customers see, read without a token. */
import type { Command } from 'commander';
import { emptyState } from '../../../src/model/state/commit.ts';
import {
	activeNotices,
	isEnded,
	isExpired,
	notices,
	upcomingMaintenance,
} from '../../../src/model/views/notices.ts';
import { objectIn, objectsIn } from '../answer.ts';
import { noticeIn, readBoard, withComponents, withNotice } from '../board.ts';
import { pathTo } from '../client.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { headline, metaLines, noticeLines, timelineLines } from '../render/notice.ts';
import { openSession } from '../session.ts';
import { findTarget } from '../target.ts';

export function addList(program: Command, io: Io): void {
	program
		.command('list')
		.summary('the notices that are open or announced')
		.description('Lists the notices that are open or announced, the worst first.')
		.option('--all', 'the newest 100, those that have ended too')
		.addHelpText('after', examples('candor list', 'candor list --all', 'candor list --json'))
		.action(async ({ all }: { readonly all?: true }, self: Command) => {
			const session = openSession(io, self);
			const { answer, state } = await readBoard(session.client, all ? 'all' : 'current');
			const { style } = session;
			const current = [...activeNotices(state, style.now), ...upcomingMaintenance(state, style.now)];
			const others = notices(state).filter(
				({ value }) => isEnded(value, style.now) || isExpired(value, style.now),
			);
			session.answer(answer, () => [
				...(current.length === 0 ? ['No notice is open.'] : []),
				...[...current, ...(all ? others : [])].flatMap((found) => [
					`${headline(found, style)}  ${style.colours.dim(found.id)}`,
					...metaLines(found, style).map((line) => `  ${line}`),
				]),
			]);
		});
}

export function addShow(program: Command, io: Io): void {
	program
		.command('show')
		.summary('a notice with all its updates')
		.description('Shows a notice as customers see it, and every update.')
		.argument('[notice]', 'id or its beginning; left out: the one that is open')
		.addHelpText('after', examples('candor show', 'candor show checkout-down', 'candor show --json'))
		.action(async (reference: string | undefined, _options: object, self: Command) => {
			const session = openSession(io, self);
			const { client, style } = session;
			const { id } = await findTarget(session, reference);
			const resource = objectIn(await client.read(pathTo('v1', 'notices', id)));
			const components = await client.read('v1/components');
			session.answer(resource, () => {
				const parts = objectsIn(components, 'components');
				const state = withNotice(withComponents(emptyState, parts), resource);
				const found = noticeIn(state, resource);
				return [
					...noticeLines(found, state, style),
					'',
					'Updates:',
					...timelineLines(found, state, style),
					'',
					`Notice:  ${id}   seq ${found.seq}`,
				];
			});
		});
}
