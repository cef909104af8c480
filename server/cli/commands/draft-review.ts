/** `candor draft review`: accepts a draft in a review lane, or objects to it. */
import { type Command, Option } from 'commander';
import { reviewLanes } from '../../../src/model/vocabulary.ts';
import { pathTo } from '../api/client.ts';
import { writtenDraft } from '../api/expectations.ts';
import { requireObject } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseId } from '../options/parsers.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { waitingDraftLines } from '../render/waiting-draft.ts';
import { openSession } from '../session.ts';
import { sanitize } from '../terminal-text.ts';

interface ReviewOptions extends WriteOptions {
	readonly lane: string;
	readonly object?: string;
}

export function addDraftReview(draft: Command, io: Io): void {
	const command = draft
		.command('review')
		.summary('accept a draft in a review lane, or object to it')
		.description(
			'Accepts a draft that waits in one of the review lanes of the server, or objects to it. Its author cannot. The last answer of a lane counts, and an edit ends all of them.',
		)
		.argument('<draft>', 'an id from "candor drafts"', parseId)
		.addOption(
			new Option('--lane <lane>', 'for which lane you answer').choices(reviewLanes).makeOptionMandatory(),
		)
		.option('--object <why>', 'do not accept it; operators see the reason');
	addWriteOptions(command, ['the draft', 'candor drafts --json'])
		.addHelpText(
			'after',
			examples(
				'candor draft review k7mqz2p9ab --lane technical',
				'candor draft review k7mqz2p9ab --lane legal --object "It promises a refund."',
			),
		)
		.action(async (id: string, options: ReviewOptions, self: Command) => {
			const session = openSession(io, self);
			const { lane, object: comment, ifMatch, idempotencyKey } = options;
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'drafts', id, 'reviews'),
				body: {
					lane,
					verdict: comment === undefined ? 'accepted' : 'objected',
					...(comment !== undefined && { comment }),
				},
				expectation: writtenDraft,
				...{ ifMatch, idempotencyKey },
			});
			session.printResult(written, () => [
				comment === undefined ? 'Accepted:' : 'Objected:',
				'',
				...waitingDraftLines(requireObject(sanitize(written)), session.style),
			]);
		});
}
