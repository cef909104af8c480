import { z } from 'zod';
import { id, instant, languageTag, line, words } from './fields.ts';
import { promisedAction } from './postmortem.ts';

export type { PostmortemDraftAction, PostmortemDraftValue } from '../generated/record-types.ts';

/** An action with what only operators read. */
export const postmortemDraftAction = promisedAction.extend({
	/** A role, such as "Payments team": personal data never enters the log. */
	owner: line(80).nullable(),
	/** Whether only operators see it. The others are promised to customers. */
	isInternal: z.boolean(),
});

/** Private: a post-mortem while operators write it. The id is the notice's. */
export const postmortemDraftValue = z.strictObject({
	notice: id,
	title: line(140),
	/** The sections that customers will read, as Markdown. An empty one is left out. */
	impact: words(5_000),
	timeline: words(5_000),
	causes: words(5_000),
	wentWell: words(5_000),
	/** What only operators read. */
	internal: words(20_000),
	actions: z.array(postmortemDraftAction).max(50),
	/** The language of the texts. `null` means English. */
	language: languageTag.nullable(),
	startedAt: instant,
	updatedAt: instant,
	/** The id of the token that wrote the last words. */
	author: z.string().max(64),
	/** The id of the token that has reviewed these words; `null`: they were not reviewed. */
	reviewedBy: z.string().max(64).nullable(),
	/** When these words were published; `null`: they were changed since, or never published. */
	publishedAt: instant.nullable(),
});
