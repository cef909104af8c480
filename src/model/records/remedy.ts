import { z } from 'zod';
import { offerKinds } from '../vocabulary.ts';
import {
	audience,
	fieldDecoders,
	id,
	instant,
	languageTag,
	line,
	link,
	richText,
	translationsOf,
} from './fields.ts';
import { payout, remedyEnd } from './payout.ts';

export type { RemedyValue } from '../generated/record-types.ts';

/** How a visitor claims the offer: a link to follow, a code to use, or the event `candor-claim` for the host page. */
export const claim = z
	.discriminatedUnion('type', [
		z.strictObject({ type: z.literal('link'), href: link }),
		z.strictObject({ type: z.literal('code'), code: line(60) }),
		z.strictObject({ type: z.literal('event') }),
	])
	.register(fieldDecoders, { name: 'claim' });

/** The texts of a remedy in another language. `terms` is `null` if the remedy has no terms. */
export const remedyWords = z.strictObject({
	title: line(140),
	apology: richText,
	summary: line(200),
	terms: richText.nullable(),
});

/** An apology with an offer. */
export const remedyValue = z.strictObject({
	/** The id of the notice that it makes up for. `null` if there is no such notice. */
	notice: id.nullable(),
	title: line(140),
	apology: richText,
	offer: z.strictObject({ kind: z.enum(offerKinds), summary: line(200) }),
	terms: richText.nullable(),
	/** The offer can be claimed until this time. */
	expiresAt: instant.nullable(),
	claim,
	/** The visitors who receive the offer. `null` means all of them. */
	audience: audience.nullable(),
	/** The language in which the texts were written. `null` means English. */
	language: languageTag.nullable(),
	translations: translationsOf(remedyWords),
	publishedAt: instant,
	/** What Candor pays out on a signed claim. `null`: the host alone handles claims. */
	payout: payout.nullable(),
	/** Set by the server once the budget is used up. */
	ended: remedyEnd,
});
