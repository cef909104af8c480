/** Commands on drafts that wait for an approval. */
import { z } from 'zod';
import { id, words } from '../records/fields.ts';
import { openNotice } from './notices.ts';

/** Writes a notice as a draft. */
export const draftNotice = z.strictObject({
	type: z.literal('draft-notice'),
	command: openNotice,
});

export const approveDraft = z.strictObject({
	type: z.literal('approve-draft'),
	draft: id,
	/** Also if the notice has changed since the draft was written. */
	anyway: z.boolean().optional(),
	/** Publishes it without a second person. Why it cannot wait: it stays in the log. */
	breakGlass: words(500)
		.refine((text) => text.trim().length >= 10, { message: 'Say in a sentence why it cannot wait.' })
		.optional(),
});
