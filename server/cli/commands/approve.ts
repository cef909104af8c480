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
import { waitingDraftLines } from '../render/waiting-draft.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine, quoted, sanitize, textOf } from '../terminal-text.ts';

interface ApproveOptions extends WriteOptions {
	readonly anyway?: true;
	readonly breakGlass?: string;
}

export function addApprove(program: Command, io: Io): void {
	const command = program
		.command('approve')
		.summary('publish a draft that waits')
		.description(
			'Publishes a draft that waits; "candor drafts" lists them. One that has a time of publication waits for it. Where a second person is needed, its author cannot approve it. A review lane that has objected, or can still answer, holds it up.',
		)
		.argument('[draft]', 'the id of the draft or of its notice (default: the only one that waits)')
		.option('--anyway', 'although the notice has changed since the draft was written')
		.option(
			'--break-glass <reason>',
			'without a second person or a review; all operators see that, and the reason',
		);
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
			return printApproved(session, { notice, title }, written);
		});
}

/** Prints what became of a draft: a notice, a retraction, or a draft that is published later. */
export async function printApproved(
	session: Session,
	{ notice, title }: JsonObject,
	written: unknown,
): Promise<void> {
	if (isNoticeResource(written)) return printPublished(session, written, 'Published');
	const waits = isObject(written) && isObject(written.command);
	session.printResult(written, () =>
		waits
			? ['Approved. It is published at its time:', '', ...waitingDraftLines(sanitize(written), session.style)]
			: [
					`Retracted ${quoted(sanitize(String(title)))}. No page shows it any more.`,
					`Restore: candor restore ${textOf(notice)}`,
				],
	);
}

/** The drafts of operators with this id, or about this notice; without a reference all of them. */
export function matchingDrafts(list: unknown, reference: string | undefined): JsonObject[] {
	// An earlier server has none.
	const all = isObject(list) && 'waiting' in list ? requireObjects(list, 'waiting') : [];
	return all.filter(({ id, notice }) => reference === undefined || [id, notice].includes(reference));
}

async function findDraft(session: Session, reference: string | undefined): Promise<JsonObject> {
	const result = await session.client.read('v1/drafts', { asOperator: true });
	const matching = matchingDrafts(result, reference);
	const [found, ...others] = matching;
	if (found && others.length === 0) return found;
	if (!found)
		throw new CliError(
			'not-found',
			reference === undefined
				? 'No draft waits for an approval.'
				: `No draft "${oneLine(reference)}" waits. It may have been approved or discarded. List them with "candor drafts".`,
		);
	const ids = matching.map(({ id, title }) => `\n  ${textOf(id)}  ${textOf(title)}`);
	throw new CliError('usage', `Several drafts wait. Name one of them:${ids.join('')}`);
}
