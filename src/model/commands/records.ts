/** A command that writes public records as another system has published them. */
import { z } from 'zod';
import { id } from '../records/fields.ts';
import { publicSchemas } from '../records/kinds.ts';

/** Exports of earlier versions have no payout. */
export const importedRemedy = publicSchemas.remedy.extend({
	payout: publicSchemas.remedy.shape.payout.default(null),
	ended: publicSchemas.remedy.shape.ended.default(null),
});

/** An imported page names no servers: those of the exported log have another log. */
export const importedPage = publicSchemas.page.extend({
	origins: publicSchemas.page.shape.origins.default([]),
});

const importedSchemas = { ...publicSchemas, page: importedPage, remedy: importedRemedy } as const;

const record = <Kind extends keyof typeof publicSchemas>(kind: Kind) =>
	z.strictObject({ kind: z.literal(kind), id, value: importedSchemas[kind] });

/** The most records of one command. */
export const mostRecords = 1_000;

/**
 * Adds the records that do not exist. Those that exist, or that were retracted, stay as they are.
 * Updates come with their notice: the updates of a notice that exists are left out.
 */
export const importRecords = z.strictObject({
	type: z.literal('import-records'),
	records: z
		.array(
			z.discriminatedUnion('kind', [
				record('page'),
				record('component'),
				record('notice'),
				record('update'),
				record('postmortem'),
				record('remedy'),
			]),
		)
		.min(1)
		.max(mostRecords),
});
