/** What the routes of drafts of post-mortems share: the record, and what operators read of it. */
import { CandorError } from '../../../src/model/errors.ts';
import { postmortemAdvice } from '../../../src/model/postmortems/advice.ts';
import { postmortemBody } from '../../../src/model/postmortems/sections.ts';
import type { State } from '../../../src/model/state/state.ts';
import { type PostmortemDraft, postmortemDraft } from '../../../src/model/views/postmortem-drafts.ts';
import { parseMarkdown } from '../../core/markdown/parse-markdown.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Services } from '../context.ts';
import { findNotice } from './notice-resource.ts';

export const postmortemDraftPath = '/v1/notices/{id}/postmortem/draft';

/** The `seq` of the draft of a notice, for preconditions. */
export const draftVersion = (notice: string) => recordSeq('postmortem-draft', notice);

/** Throws CandorError `not-found`. */
export function requireDraft(state: State, notice: string): PostmortemDraft {
	const found = postmortemDraft(state, notice);
	if (found) return found;
	findNotice(state, notice);
	throw new CandorError(
		'not-found',
		`The notice "${notice}" has no draft of a post-mortem. Begin one with POST to this address.`,
	);
}

/** The draft with the names of its authors, what customers would read, and advice. */
export async function draftResourceIn(state: State, notice: string, { tokens }: Pick<Services, 'tokens'>) {
	const { seq, value } = requireDraft(state, notice);
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
