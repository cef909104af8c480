/** `candor reports`: the counts of the visitor reports about a notice. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { type JsonObject, requireObject } from '../api/response.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { noticeArgumentHelp } from '../options/notice-options.ts';
import { headline } from '../render/notice.ts';
import type { Style } from '../render/style.ts';
import { table } from '../render/table.ts';
import { pastText } from '../render/time.ts';
import { openSession } from '../session.ts';
import { sanitize, textOf } from '../terminal-text.ts';

export function addReports(program: Command, io: Io): void {
	program
		.command('reports')
		.summary('what visitors report about a notice')
		.description(
			'Shows how many visitors have reported that they are affected, and whether it works again for them. Reports are anonymous, and anyone can send them: take them as a hint.',
		)
		.argument('[notice]', noticeArgumentHelp)
		.addHelpText('after', examples('candor reports', 'candor reports checkout-down', 'candor reports --json'))
		.action(async (reference: string | undefined, _options: object, self: Command) => {
			const session = openSession(io, self);
			const found = await findNotice(session, reference);
			const path = pathTo('v1', 'notices', found.id, 'reports');
			const counts = requireObject(await session.client.read(path, { asOperator: true }));
			session.printResult({ id: found.id, ...counts }, () => {
				const { style } = session;
				const heading = `${headline(found, style)}  ${style.colours.dim(found.id)}`;
				const lines = countLines(sanitize(counts), style);
				if (lines.length > 0) return [heading, ...lines];
				const hint = found.value.reporting
					? 'No visitor has reported anything yet.'
					: `Visitors are not asked. To ask them: candor edit ${found.id} --reporting`;
				return [heading, `  ${hint}`];
			});
		});
}

/** The counts as a table; no lines before the first report. */
function countLines({ affected, worksAgain, stillBroken, since }: JsonObject, style: Style): string[] {
	if (typeof since !== 'string' || Number.isNaN(Date.parse(since))) return [];
	const rows = [
		['Affected', affected],
		['Works again', worksAgain],
		['Still broken', stillBroken],
	].map(([label, count]) => [`  ${label}`, textOf(count)]);
	return [...table(rows, style, 2), `  First report: ${pastText(since, style)}`];
}
