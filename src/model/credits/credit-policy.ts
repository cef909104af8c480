/** What customers receive for a month that was less available than was agreed. Data of a policy pack. */
import { z } from 'zod';
import { id } from '../records/fields.ts';

/** A share in percent as text, because it must not be rounded: more than 0, at most 100. */
const percent = z
	.string()
	.regex(
		/^(?=.*[1-9])(?:100(?:\.0{1,3})?|[1-9]?\d(?:\.\d{1,3})?)$/,
		'Use percent as text, such as "99.9", above 0 and at most 100, with at most three decimals.',
	);

export const creditPolicy = z
	.strictObject({
		components: z.array(id).max(50).describe('The components that count. Empty: all of them.'),
		measure: z
			.enum(['each', 'together'])
			.describe(
				'`each`: the least available component decides; `together`: the time in which at least one was down.',
			),
		tiers: z
			.array(
				z.strictObject({
					below: percent.describe('The step is reached by less than this availability, in percent.'),
					credit: percent.describe('What the customer receives: so many percent of the bill.'),
				}),
			)
			.min(1)
			.max(20)
			.describe('The lowest availability that is not reached decides, in any order.'),
	})
	.refine(({ tiers }) => new Set(tiers.map(({ below }) => Number(below))).size === tiers.length, {
		path: ['tiers'],
		message: 'Two steps have the same "below". Remove one of them.',
	});
export type CreditPolicy = z.infer<typeof creditPolicy>;
