/** `candor postmortem review`, `publish`, `discard`: the end of a draft. */
import type { Command } from 'commander';
import { removed, storedDocument } from '../api/expectations.ts';
import { requireObject } from '../api/response.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { quietHelp } from '../options/notice-options.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { draftIn, draftPath, nextLines, noticeHelp, theDraft } from '../postmortem-draft.ts';
import { postmortemLines } from '../render/remedies.ts';
import { openSession } from '../session.ts';
import { quoted, sanitize } from '../terminal-text.ts';

interface PublishOptions extends WriteOptions {
	readonly unreviewed?: true;
	readonly dropActions?: true;
	readonly quiet?: true;
}

export function addPostmortemEnd(postmortem: Command, io: Io): void {
	addReview(postmortem, io);
	addPublish(postmortem, io);
	addDiscard(postmortem, io);
}

function addReview(postmortem: Command, io: Io): void {
	const review = postmortem
		.command('review')
		.summary('say that you have reviewed the draft of a post-mortem')
		.description('Records that you have read the draft and agree. The author of its last words cannot.')
		.argument('<notice>', noticeHelp);
	addWriteOptions(review, theDraft)
		.addHelpText('after', examples('candor postmortem review checkout-down'))
		.action(async (reference: string, options: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			const { id } = await findNotice(session, reference);
			const reviewed = draftIn(
				await session.client.write({
					method: 'POST',
					path: draftPath(id, 'review'),
					expectation: {
						...storedDocument({ notice: id }, `candor postmortem draft ${id}`),
						statement: 'It is reviewed',
					},
					...options,
				}),
			);
			session.printResult(reviewed, () => ['Reviewed.', ...nextLines(id, reviewed)]);
		});
}

function addPublish(postmortem: Command, io: Io): void {
	const publish = postmortem
		.command('publish')
		.summary('publish the draft of a post-mortem')
		.description(
			'Publishes the draft after the end of its notice. Customers do not see owners and internal parts.',
		)
		.argument('<notice>', noticeHelp)
		.option('--unreviewed', 'publish it although no second person has reviewed it')
		.option('--drop-actions', 'remove the promised actions that the draft does not name')
		.option('--quiet', quietHelp);
	addWriteOptions(publish, theDraft)
		.addHelpText('after', examples('candor postmortem publish checkout-down'))
		.action(async (reference: string, options: PublishOptions, self: Command) => {
			const session = openSession(io, self);
			const { unreviewed, dropActions, quiet, ...write } = options;
			const { id } = await findNotice(session, reference);
			const published = await session.client.write({
				method: 'POST',
				path: draftPath(id, 'publish'),
				body: {
					...(unreviewed && { unreviewed }),
					...(dropActions && { dropActions }),
					...(quiet && { notify: false }),
				},
				expectation: storedDocument({ notice: id }, `candor postmortem show ${id}`),
				...write,
			});
			session.printResult(published, () => [
				'Published. Customers now see:',
				'',
				...postmortemLines(requireObject(sanitize(published)), session.style),
			]);
		});
}

function addDiscard(postmortem: Command, io: Io): void {
	const discard = postmortem
		.command('discard')
		.summary('discard the draft of a post-mortem')
		.description('Discards the draft. A published post-mortem stays.')
		.argument('<notice>', noticeHelp);
	addWriteOptions(discard, theDraft)
		.addHelpText('after', examples('candor postmortem discard checkout-down'))
		.action(async (reference: string, options: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			const { id, value } = await findNotice(session, reference);
			await session.client.write({
				method: 'DELETE',
				path: draftPath(id),
				expectation: removed('candor log'),
				...options,
			});
			session.printResult({ notice: id, discarded: true }, () => [
				`Discarded the draft about ${quoted(value.title)}.`,
			]);
		});
}
