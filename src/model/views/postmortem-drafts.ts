import type { PostmortemDraftValue } from '../generated/record-types.ts';
import { liveRecord, recordsOfKind, type State } from '../state/state.ts';

export interface PostmortemDraft {
	/** The notice's id. */
	readonly id: string;
	/** The commit that changed the draft last. */
	readonly seq: number;
	readonly value: PostmortemDraftValue;
}

/** The post-mortem of a notice that operators write. `undefined` if there is none. */
export const postmortemDraft = (state: State, noticeId: string): PostmortemDraft | undefined =>
	liveRecord(state, 'postmortem-draft', noticeId) as PostmortemDraft | undefined;

/** Those whose words are not published, the one that was changed last first. */
export const unpublishedPostmortems = (state: State): PostmortemDraft[] =>
	([...recordsOfKind(state, 'postmortem-draft')] as unknown as PostmortemDraft[])
		.filter(({ value }) => value.publishedAt === null)
		.sort((a, b) => b.seq - a.seq);
