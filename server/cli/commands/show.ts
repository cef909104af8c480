/** `candor show`: one notice, as customers see it, with all its updates. Needs no token. */
import type { Command } from 'commander';
import { emptyState } from '../../../src/model/state/state.ts';
import { pathTo } from '../api/client.ts';
import { requireObject, requireObjects } from '../api/response.ts';
import { addComponents, addNotice, requireNotice } from '../api/state.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { noticeArgumentHelp } from '../options/notice-options.ts';
import { noticeLines, timelineLines } from '../render/notice.ts';
import { openSession } from '../session.ts';

export function addShow(program: Command, io: Io): void {
	program
		.command('show')
		.summary('a notice with all its updates')
		.description('Shows a notice as customers see it, and all its updates.')
		.argument('[notice]', noticeArgumentHelp)
		.addHelpText('after', examples('candor show', 'candor show checkout-down', 'candor show --json'))
		.action(async (reference: string | undefined, _options: object, self: Command) => {
			const session = openSession(io, self);
			const { client, style } = session;
			const { id } = await findNotice(session, reference);
			const resource = requireObject(await client.read(pathTo('v1', 'notices', id)));
			const components = await client.read('v1/components');
			session.printResult(resource, () => {
				const list = requireObjects(components, 'components');
				const state = addNotice(addComponents(emptyState, list), resource);
				const found = requireNotice(state, resource);
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
