import { z } from 'zod';
import { reportSummary } from '../records/draft.ts';
import { id, line } from '../records/fields.ts';
import { time } from './fields.ts';
import { openNotice } from './notices.ts';

/** Given by the server only: suggests a notice about a component whose failure counts are high. */
export const raiseDraft = z.strictObject({
	type: z.literal('raise-draft'),
	component: id,
	seen: reportSummary,
});

export const discardDraft = z.strictObject({
	type: z.literal('discard-draft'),
	draft: id,
	/** Until then the component raises no other draft. Default: one hour from now. */
	quietUntil: time.optional(),
});

/**
 * Opens the notice that a draft suggests. Fields that are given here replace the suggested ones.
 */
export const publishDraft = openNotice
	.omit({ type: true, kind: true, window: true })
	.extend({ type: z.literal('publish-draft'), draft: id, title: line(140).optional() });
