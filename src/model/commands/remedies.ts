import { z } from 'zod';
import { id, line, richText, translationsOf } from '../records/fields.ts';
import { claim, remedyValue, remedyWords } from '../records/remedy.ts';
import { anyAudience, anyLanguage, anyLink, time } from './fields.ts';

const [linkClaim, ...otherClaims] = claim.options;

export const remedyTranslation = remedyWords.extend({ terms: richText.nullable().default(null) });

/** Replaces the whole remedy. */
export const putRemedy = z.strictObject({
	type: z.literal('put-remedy'),
	id,
	notice: id.nullish(),
	title: line(140),
	apology: richText,
	offer: remedyValue.shape.offer,
	terms: richText.nullish(),
	expiresAt: time.nullish(),
	claim: z.discriminatedUnion('type', [linkClaim.extend({ href: anyLink }), ...otherClaims]),
	audience: anyAudience.nullish(),
	language: anyLanguage,
	translations: translationsOf(remedyTranslation).optional(),
	/** Whether channels send a message when it is published first. Default: yes. */
	notify: z.boolean().optional(),
});

export const removeRemedy = z.strictObject({ type: z.literal('remove-remedy'), id });
