/** What comes after an outage: the make-good, and the report of what happened and what will be done. */
import { z } from 'zod';
import { actionStates, offerKinds } from '../vocabulary.ts';
import { audience, id, instant, languageTag, line, link, richText, translationsOf } from './fields.ts';

/** A link to follow, a code to use, or an event that the host page handles (`candor-claim`). */
export const claim = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('link'), href: link }),
	z.strictObject({ type: z.literal('code'), code: line(60) }),
	z.strictObject({ type: z.literal('event') }),
]);

/** A remedy's words in another language; `terms` is `null` where the remedy has none. */
export const remedyWords = z.strictObject({
	title: line(140),
	apology: richText,
	summary: line(200),
	terms: richText.nullable(),
});

export const remedyValue = z.strictObject({
	/** What it makes good; `null`: no notice of its own. */
	notice: id.nullable(),
	title: line(140),
	apology: richText,
	offer: z.strictObject({ kind: z.enum(offerKinds), summary: line(200) }),
	terms: richText.nullable(),
	/** Until when it can be claimed. */
	expiresAt: instant.nullable(),
	claim,
	/** Whom it is for; `null` is everybody. */
	audience: audience.nullable(),
	/** The language of the words as they were written; `null` is English. */
	language: languageTag.nullable(),
	translations: translationsOf(remedyWords),
	publishedAt: instant,
});
export type RemedyValue = z.infer<typeof remedyValue>;

export const promisedAction = z.strictObject({
	title: line(200),
	state: z.enum(actionStates),
	dueBy: instant.nullable(),
});

export const postmortemWords = z.strictObject({ title: line(140), body: richText });

/** Its id is the notice's. */
export const postmortemValue = z.strictObject({
	notice: id,
	title: line(140),
	body: richText,
	publishedAt: instant,
	updatedAt: instant,
	/** What was promised, so that it does not happen again. */
	actions: z.array(promisedAction).max(50),
	language: languageTag.nullable(),
	translations: translationsOf(postmortemWords),
});
export type PostmortemValue = z.infer<typeof postmortemValue>;
