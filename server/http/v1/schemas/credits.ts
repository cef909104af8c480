/** What `GET /v1/credits` accepts and returns. */
import { z } from '@hono/zod-openapi';
import { creditPolicy } from '../../../../src/model/credits/credit-policy.ts';
import { id, instant } from '../../../../src/model/records/fields.ts';

export const creditQuery = z
	.strictObject({
		month: z
			.string()
			.regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'Use a month such as 2030-01.')
			.optional()
			.openapi({ description: 'In UTC. Default: the last month that is over.' }),
		from: instant.optional().openapi({ description: 'In place of `month`, with `until`.' }),
		until: instant.optional().openapi({ description: 'Exclusive. At most 366 days after `from`.' }),
		notice: id.optional().openapi({ description: 'The notice that the remedy makes up for.' }),
	})
	.refine(({ month, from, until }) => (month ? !from && !until : !from === !until), {
		message: 'Name a month, or both "from" and "until".',
	});

const draft = z
	.strictObject({
		notice: id.nullable(),
		offer: z.strictObject({ kind: z.literal('service-credit'), summary: z.string() }),
		claim: z.strictObject({ type: z.literal('event') }),
		payout: z.strictObject({
			unit: z.literal('percent'),
			tiers: z.array(z.strictObject({ value: z.string() })),
		}),
	})
	.openapi({
		description:
			'Fields for `PUT /v1/remedies/{id}`. A person adds the title, the apology and the end: nothing is published.',
	});

export const credits = z
	.strictObject({
		from: instant,
		until: instant,
		policy: creditPolicy,
		credits: z.array(
			z.strictObject({
				component: id.nullable().openapi({ description: '`null`: all of them together.' }),
				uptime: z.number().nullable().openapi({
					description:
						'0 to 1, rounded down to hundredths of a percent, as in the report. The credit is computed without rounding. `null`: it did not exist.',
				}),
				existedMinutes: z.number(),
				downMinutes: z.number().openapi({
					description: 'Of partial and major outages. Planned maintenance and degraded service do not count.',
				}),
				credit: z.string().nullable().openapi({ description: 'In percent. `null`: nothing.' }),
			}),
		),
		credit: z.string().nullable().openapi({ description: 'The highest one, in percent. `null`: nothing.' }),
		remedy: draft.nullable().openapi({ description: '`null`: there is nothing to make up for.' }),
	})
	.openapi('Credits');
