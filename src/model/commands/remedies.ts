/** What operators ask for after an outage: a remedy or a post-mortem, put there whole or taken away. */
import { z } from 'zod';
import { id, line, richText, translationsOf } from '../records/fields.ts';
import { claim, postmortemWords, promisedAction, remedyValue, remedyWords } from '../records/remedies.ts';
import { anyAudience, anyInstant, anyLanguage, anyLink } from './fields.ts';

const [linkClaim, ...otherClaims] = claim.options;

export const remedyTranslation = remedyWords.extend({ terms: richText.nullable().default(null) });

export const putRemedy = z.strictObject({
	type: z.literal('put-remedy'),
	id,
	notice: id.nullish(),
	title: line(140),
	apology: richText,
	offer: remedyValue.shape.offer,
	terms: richText.nullish(),
	expiresAt: anyInstant.nullish(),
	claim: z.discriminatedUnion('type', [linkClaim.extend({ href: anyLink }), ...otherClaims]),
	audience: anyAudience.nullish(),
	language: anyLanguage,
	translations: translationsOf(remedyTranslation).optional(),
});
export const removeRemedy = z.strictObject({ type: z.literal('remove-remedy'), id });

export const putPostmortem = z.strictObject({
	type: z.literal('put-postmortem'),
	notice: id,
	title: line(140),
	body: richText,
	actions: z
		.array(promisedAction.extend({ dueBy: anyInstant.nullable().default(null) }))
		.max(50)
		.optional(),
	language: anyLanguage,
	translations: translationsOf(postmortemWords).optional(),
});
export const removePostmortem = z.strictObject({ type: z.literal('remove-postmortem'), notice: id });
