/** What operators read of the counts. */
import { z } from '@hono/zod-openapi';
import { remedyCounts, updateCounts } from '../../../src/model/counts.ts';

const shown = z
	.int()
	.min(10)
	.multipleOf(10)
	.nullable()
	.describe('How many, rounded down to tens; null: fewer than ten.');

const recordOf = <Name extends string>(names: readonly Name[]) =>
	z.strictObject(Object.fromEntries(names.map((name) => [name, shown])) as Record<Name, typeof shown>);
const ofUpdate = recordOf(updateCounts);

const audience = z.strictObject({
	attribute: z.string().describe('An attribute that the audience of the notice names.'),
	value: z.string(),
	counts: ofUpdate,
});

const update = z.strictObject({
	update: z.int().min(1).describe('The number of the update.'),
	live: z
		.strictObject({
			connections: shown,
			percent: z.int().min(0).max(100).nullable().describe('Of them, those that it was sent to.'),
		})
		.describe('The live connections when the update was published, of all servers.'),
	counts: ofUpdate.nullable().describe('null: the server does not count.'),
	audiences: z.array(audience),
});

export const noticeCountsResource = z
	.strictObject({
		isCounting: z.boolean().describe('Whether the server accepts counts.'),
		updates: z.array(update).describe('The newest first.'),
		remedies: z.array(z.strictObject({ remedy: z.string(), counts: recordOf(remedyCounts) })),
	})
	.openapi('NoticeCounts');

const day = z.strictObject({
	day: z.iso.date().describe('In UTC.'),
	errors: shown.describe('Browsers whose page found that its servers fail; null: fewer than ten.'),
	returns: z.array(
		z.strictObject({
			notice: z.string().describe('The outage that ended last before the visit.'),
			saw: shown.describe('Browsers that had seen the outage and came back; null: fewer than ten.'),
			missed: shown.describe('Browsers that had not seen it; null: fewer than ten.'),
		}),
	),
});

export const countDays = z.strictObject({ isCounting: z.boolean(), days: z.array(day) }).openapi('CountDays');
