/** What a remedy pays to a customer who claims it from Candor. */
import { z } from 'zod';
import { payoutUnits, remedyEnds } from '../vocabulary.ts';
import { attributesOf, attributeValues, id, instant } from './fields.ts';

/** A decimal number as text, because money must not be rounded: `12.50`. More than zero. */
export const payoutAmount = z
	.string()
	.regex(
		/^(?=.*[1-9])(?:0|[1-9]\d{0,8})(?:\.\d{1,3})?$/,
		'Use a number above zero as text, such as "12.50", with at most three decimals.',
	)
	.describe('A decimal number as text, such as `12.50`.');

/** One step of a payout. */
export const payoutTier = z.strictObject({
	minutes: z
		.int()
		.min(0)
		.max(10_000_000)
		.describe('From so many measured minutes of impact on. 0: in any case.'),
	attributes: attributesOf(attributeValues).describe(
		'What the claim must say about the customer, such as `{"plan": ["pro"]}`. Empty: nothing.',
	),
	value: payoutAmount.describe('What the customer receives, in the unit of the payout.'),
});

/** Public: customers may know what they can receive. The budget is a private record. */
export const payout = z.strictObject({
	unit: z
		.enum(payoutUnits)
		.describe(
			'`money` has a currency; `percent` is a share of the next bill; `points` and `days` are counted.',
		),
	currency: z
		.string()
		.regex(/^[A-Z]{3}$/, 'Use a code of ISO 4217 such as EUR.')
		.nullable()
		.describe('ISO 4217, for `money` alone.'),
	components: z
		.array(id)
		.max(50)
		.describe('The components whose impact is measured. Empty: nothing is measured.'),
	from: instant.nullable().describe('When the measured period begins. `null`: nothing is measured.'),
	until: instant.nullable().describe('When it ends.'),
	tiers: z.array(payoutTier).min(1).max(20),
});

export const remedyEnd = z
	.enum(remedyEnds)
	.nullable()
	.describe(
		'Why nothing is left: `sold-out`, so many claims; `spent`, so much was paid. `null`: something is.',
	);
