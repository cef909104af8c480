/** `candor approve`: publishes a draft that waits. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { approvedNotice } from '../api/expectations.ts';
import { isObject, type JsonObject, requireObjects } from '../api/response.ts';
import { isNoticeResource } from '../api/state.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { addKeyOption, type WriteOptions } from '../options/write-options.ts';
import { printPublished } from '../render/published.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine, quoted, sanitize } from '../terminal-text.ts';

interface ApproveOptions extends WriteOptions {
	readonly anyway?: true;
	readonly breakGlass?: string;
}

export function addApprove(program: Command, io: Io): void {
	const command = program
		.command('approve')
		.summary('publish a draft that waits')
		.description(
			'Publishes a draft that waits; "candor drafts" lists them. Where a second person is needed, its author cannot approve it.',
		)
		.argument('[draft]', 'the id of the draft or of its notice (default: the only one that waits)')
		.option('--anyway', 'although the notice has changed since the draft was written')
		.option('--break-glass <reason>', 'without a second person; all operators see that, and the reason');
	addKeyOption(command)
		.addHelpText(
			'after',
			examples(
				'candor approve',
				'candor approve checkout-down --dry-run',
				'candor approve checkout-down --break-glass "I am alone on call, and customers ask"',
			),
		)
		.action(async (reference: string | undefined, options: ApproveOptions, self: Command) => {
			const session = openSession(io, self);
			const { anyway, breakGlass, idempotencyKey } = options;
			const { id, notice, title } = await findDraft(session, reference);
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'notices', String(notice), 'approve'),
				body: { draft: id, ...(anyway && { anyway }), ...(breakGlass !== undefined && { breakGlass }) },
				expectation: approvedNotice(String(notice)),
				idempotencyKey,
			});
			if (isNoticeResource(written)) return printPublished(session, written, 'Published');
			session.printResult(written, () => [
				`Retracted ${quoted(sanitize(String(title)))}. No page shows it any more.`,
				`Restore: candor restore ${oneLine(String(notice))}`,
			]);
		});
}

async function findDraft(session: Session, reference: string | undefined): Promise<JsonObject> {
	const result = await session.client.read('v1/drafts', { asOperator: true });
	// An earlier server has none.
	const all = isObject(result) && 'waiting' in result ? requireObjects(result, 'waiting') : [];
	const matching = all.filter(
		({ id, notice }) => reference === undefined || [id, notice].includes(reference),
	);
	const [found, ...others] = matching;
	if (found && others.length === 0) return found;
	if (!found)
		throw new CliError(
			'not-found',
			reference === undefined
				? 'No draft waits for an approval.'
				: `No draft "${oneLine(reference)}" waits. It may have been approved or discarded. List them with "candor drafts".`,
		);
	const ids = matching.map(({ id, title }) => `\n  ${oneLine(String(id))}  ${oneLine(String(title))}`);
	throw new CliError('usage', `Several drafts wait. Name one of them:${ids.join('')}`);
}
