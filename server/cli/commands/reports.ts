/** `candor reports`: what visitors say of a notice that asks them. */
import type { Command } from 'commander';
import { type Json, objectIn } from '../answer.ts';
import { pathTo } from '../client.ts';
import { harmless, oneLine } from '../harmless.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { headline } from '../render/notice.ts';
import { type Style, table } from '../render/style.ts';
import { pastText } from '../render/time.ts';
import { openSession } from '../session.ts';
import { findTarget } from '../target.ts';

export function addReports(program: Command, io: Io): void {
	program
		.command('reports')
		.summary('what visitors say of a notice')
		.description(
			'Shows how many visitors have said that a notice hits them, and whether it works again for them. They are hints: anybody can send them.',
		)
		.argument('[notice]', 'id or its beginning; left out: the one that is open')
		.addHelpText('after', examples('candor reports', 'candor reports checkout-down', 'candor reports --json'))
		.action(async (reference: string | undefined, _options: object, self: Command) => {
			const session = openSession(io, self);
			const found = await findTarget(session, reference);
			const path = pathTo('v1', 'notices', found.id, 'reports');
			const answer = objectIn(await session.client.read(path, { asOperator: true }));
			session.answer({ id: found.id, ...answer }, () => {
				const { style } = session;
				const heading = `${headline(found, style)}  ${style.colours.dim(found.id)}`;
				const said = countLines(harmless(answer), style);
				if (said.length > 0) return [heading, ...said];
				const next = found.value.reporting
					? 'No visitor has said anything yet.'
					: `Visitors are not asked. Ask them with: candor edit ${found.id} --reporting`;
				return [heading, `  ${next}`];
			});
		});
}

/** The counts in a table; nothing where nobody has said anything. */
function countLines({ affected, worksAgain, stillBroken, since }: Json, style: Style): string[] {
	if (typeof since !== 'string' || Number.isNaN(Date.parse(since))) return [];
	const rows = [
		['I am affected', affected],
		['Works again for me', worksAgain],
		['Still broken for me', stillBroken],
	].map(([words, count]) => [`  ${words}`, oneLine(String(count))]);
	return [...table(rows, style, 2), `  First one: ${pastText(since, style)}`];
}
