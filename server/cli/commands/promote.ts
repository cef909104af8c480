/** `candor promote`: publishes a draft now. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { approvedNotice, publishedNotice } from '../api/expectations.ts';
import { requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { addKeyOption, type WriteOptions } from '../options/write-options.ts';
import { openSession } from '../session.ts';
import { oneLine } from '../terminal-text.ts';
import { matchingDrafts, printApproved } from './approve.ts';

export function addPromote(program: Command, io: Io): void {
	const command = program
		.command('promote')
		.summary('publish a draft now')
		.description(
			'Publishes a draft now: one that an operator wrote, also before its time, or one that failure counts suggest. Where a second person is needed, its author cannot.',
		)
		.argument('<draft>', 'the id of the draft or of its notice; "candor drafts" lists them');
	addKeyOption(command)
		.addHelpText('after', examples('candor promote checkout', 'candor promote checkout --dry-run'))
		.action(async (reference: string, { idempotencyKey }: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			const list = requireObject(await session.client.read('v1/drafts', { asOperator: true }));
			const [found, ...others] = matchingDrafts(list, reference);
			if (others.length > 0)
				throw new CliError('usage', `Several drafts are about "${oneLine(reference)}". Name one by its id.`);
			if (found) {
				const written = await session.client.write({
					method: 'POST',
					path: pathTo('v1', 'notices', String(found.notice), 'approve'),
					body: { draft: found.id, now: true },
					expectation: approvedNotice(String(found.notice)),
					idempotencyKey,
				});
				return printApproved(session, found, written);
			}
			if (!requireObjects(list, 'drafts').some(({ id }) => id === reference))
				throw new CliError(
					'not-found',
					`There is no draft "${oneLine(reference)}". List them with "candor drafts".`,
				);
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'drafts', reference, 'publish'),
				body: {},
				expectation: publishedNotice(),
				idempotencyKey,
			});
			return printApproved(session, { notice: reference, title: '' }, written);
		});
}
