import { z } from 'zod';
import { actionStates } from '../vocabulary.ts';
import { id, instant, languageTag, line, richText, translationsOf } from './fields.ts';

export type { PostmortemValue } from '../generated/record-types.ts';

export const promisedAction = z.strictObject({
	title: line(200),
	state: z.enum(actionStates),
	dueBy: instant.nullable(),
});

/** The texts of a post-mortem in another language. */
export const postmortemWords = z.strictObject({ title: line(140), body: richText });

/** The report about an ended notice. The id is the notice's. */
export const postmortemValue = z.strictObject({
	notice: id,
	title: line(140),
	body: richText,
	publishedAt: instant,
	updatedAt: instant,
	/** What was promised so that it does not happen again. */
	actions: z.array(promisedAction).max(50),
	/** The language in which the texts were written. `null` means English. */
	language: languageTag.nullable(),
	translations: translationsOf(postmortemWords),
});
