import { z } from 'zod';
import { id, line, richText, translationsOf } from '../records/fields.ts';
import { postmortemWords, promisedAction } from '../records/postmortem.ts';
import { anyLanguage, time } from './fields.ts';

/** Replaces the whole post-mortem. */
export const putPostmortem = z.strictObject({
	type: z.literal('put-postmortem'),
	notice: id,
	title: line(140),
	body: richText,
	actions: z
		.array(promisedAction.extend({ dueBy: time.nullable().default(null) }))
		.max(50)
		.optional(),
	/** Publishes it although the notice is still open. */
	anyway: z.boolean().optional(),
	/** Removes the promised actions that the request does not name. */
	dropActions: z.boolean().optional(),
	/** Whether channels send a message when it is published first. Default: yes. */
	notify: z.boolean().optional(),
	language: anyLanguage,
	translations: translationsOf(postmortemWords).optional(),
});

export const removePostmortem = z.strictObject({ type: z.literal('remove-postmortem'), notice: id });
