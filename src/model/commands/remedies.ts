import { z } from 'zod';
import { id, line, richText, translationsOf } from '../records/fields.ts';
import { payout, payoutTier, remedyEnd } from '../records/payout.ts';
import { claim, remedyValue, remedyWords } from '../records/remedy.ts';
import { remedyBudgetValue } from '../records/remedy-budget.ts';
import { anyAudience, anyInstant, anyLanguage, anyLink, time } from './fields.ts';

const [linkClaim, ...otherClaims] = claim.options;

export const remedyTranslation = remedyWords.extend({ terms: richText.nullable().default(null) });

const newPayout = payout.extend({
	currency: payout.shape.currency.default(null),
	components: payout.shape.components.default([]),
	/** Default: when the notice began. */
	from: anyInstant.nullable().default(null),
	/** Default: when the notice ended. */
	until: anyInstant.nullable().default(null),
	tiers: z
		.array(
			payoutTier.extend({
				minutes: payoutTier.shape.minutes.default(0),
				attributes: payoutTier.shape.attributes.default({}),
			}),
		)
		.min(1)
		.max(20),
});

const newBudget = remedyBudgetValue.extend({
	claims: remedyBudgetValue.shape.claims.default(null),
	total: remedyBudgetValue.shape.total.default(null),
});

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
	payout: newPayout
		.nullish()
		.describe('What Candor pays out on a signed claim. `null` or missing: the host alone handles claims.'),
	budget: newBudget
		.nullish()
		.describe('How much it may cost. It is private. `null` or missing: there is no limit.'),
	/** Whether channels send a message when it is published first. Default: yes. */
	notify: z.boolean().optional(),
});

export const removeRemedy = z.strictObject({ type: z.literal('remove-remedy'), id });

/** The server's own: the budget is used up. `publishedAt` names the offer, because an id may be used again. */
export const endRemedy = z.strictObject({
	type: z.literal('end-remedy'),
	id,
	publishedAt: remedyValue.shape.publishedAt,
	ended: remedyEnd.unwrap(),
});
