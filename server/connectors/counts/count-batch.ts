/** What pages send to `POST /v1/counts`. */
import { z } from '@hono/zod-openapi';
import { maxCountEntries, remedyCounts, returnCounts, updateCounts } from '../../../src/model/counts.ts';
import { id } from '../../../src/model/records/fields.ts';

const audience = z.strictObject({ attribute: z.string().max(64), value: z.string().max(200) });
const entry = z.discriminatedUnion('of', [
	z.strictObject({
		of: z.enum(updateCounts),
		notice: id,
		update: z.int().min(1).max(100_000).openapi({ description: 'The number of the update.' }),
		audience: audience.optional(),
	}),
	z.strictObject({ of: z.enum(remedyCounts), remedy: id }),
	z.strictObject({ of: z.enum(returnCounts), notice: id }),
	z.strictObject({ of: z.literal('errors') }),
]);

/** Each entry once, so that one request of one browser adds at most one to each number. */
export const countBatch = z
	.strictObject({
		counts: z
			.array(entry)
			.min(1)
			.max(maxCountEntries)
			.refine((all) => new Set(all.map((each) => JSON.stringify(each))).size === all.length, {
				message: 'An entry is listed twice. A browser counts each thing once.',
			}),
	})
	.openapi('CountBatch');
