/** What the routes of drafts of post-mortems share: the record, and what operators read of it. */
import { requirePostmortemDraft } from '../../../src/model/decide/postmortem-drafts.ts';
import { postmortemAdvice } from '../../../src/model/postmortems/advice.ts';
import { postmortemBody } from '../../../src/model/postmortems/sections.ts';
import type { State } from '../../../src/model/state/state.ts';
import { parseMarkdown } from '../../core/markdown/parse-markdown.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Services } from '../context.ts';

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
