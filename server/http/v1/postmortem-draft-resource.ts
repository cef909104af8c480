/** What the routes of drafts of post-mortems share: the record, and what operators read of it. */
import { requirePostmortemDraft } from '../../../src/model/decide/postmortem-drafts.ts';
import { postmortemAdvice } from '../../../src/model/postmortems/advice.ts';
import { postmortemBody } from '../../../src/model/postmortems/sections.ts';
import type { State } from '../../../src/model/state/state.ts';
import { notice as findNotice } from '../../../src/model/views/notices.ts';
import type { PostmortemDraft } from '../../../src/model/views/postmortem-drafts.ts';
import { parseMarkdown } from '../../core/markdown/parse-markdown.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Services } from '../context.ts';
import { actorOf } from './proposal-resource.ts';

export const postmortemDraftPath = '/v1/notices/{id}/postmortem/draft';

/** The `seq` of the draft of a notice, for preconditions. */
export const draftVersion = (notice: string) => recordSeq('postmortem-draft', notice);

/**
 * The draft with the names of its authors, what customers would read, and advice. Throws CandorError
 * `not-found`.
 */
export async function draftResourceIn(state: State, notice: string, { tokens }: Pick<Services, 'tokens'>) {
	const { seq, value } = requirePostmortemDraft(state, notice);
	const names = await tokens.actorNames();
	const nameOf = (actor: string | null): string | null => (actor && names.get(actor)) ?? null;
	return {
		seq,
		...value,
		authorName: nameOf(value.author),
		reviewerName: nameOf(value.reviewedBy),
		body: postmortemBody(value, parseMarkdown),
		advice: [...postmortemAdvice(value)],
	};
}

/** What a list says about a draft. `names`: of actors, by their ids. */
export function unpublishedResourceOf(
	{ seq, value: { notice, title, updatedAt, author, reviewedBy } }: PostmortemDraft,
	state: State,
	names: ReadonlyMap<string, string>,
) {
	return {
		...{ notice, seq, title, updatedAt },
		noticeTitle: findNotice(state, notice)?.value.title ?? null,
		author: actorOf(author, names),
		reviewedBy: reviewedBy === null ? null : actorOf(reviewedBy, names),
	};
}
