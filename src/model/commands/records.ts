/** A command that writes public records as another system has published them. */
import { z } from 'zod';
import { id } from '../records/fields.ts';
import { publicSchemas } from '../records/kinds.ts';

/** The kinds of records that an export has, in the order in which an import finds what a record names. */
export const importedKinds = ['page', 'component', 'notice', 'update', 'postmortem', 'remedy'] as const;
export type ImportedKind = (typeof importedKinds)[number];

/** Exports of earlier versions have no payout. */
export const importedRemedy = publicSchemas.remedy.extend({
	payout: publicSchemas.remedy.shape.payout.default(null),
	ended: publicSchemas.remedy.shape.ended.default(null),
});

/** An imported page names no servers: those of the exported log have another log. */
export const importedPage = publicSchemas.page.extend({
	origins: publicSchemas.page.shape.origins.default([]),
});

/** The most records of one command. */
export const mostRecords = 1_000;

const record = <Kind extends string, Value extends z.ZodType>(kind: Kind, value: Value) =>
	z.strictObject({ kind: z.literal(kind), id, value });

type ValueSchemas = Readonly<Record<ImportedKind, z.ZodType>>;
type RecordsOf<Kinds extends readonly ImportedKind[], Values extends ValueSchemas> = {
	readonly [Index in keyof Kinds]: ReturnType<typeof record<Kinds[Index], Values[Kinds[Index]]>>;
};

/** The records of a request. `values`: the schema of each kind's value. */
export function recordsOf<Values extends ValueSchemas>(values: Values) {
	const all = importedKinds.map((kind) => record(kind, values[kind]));
	return z
		.array(z.discriminatedUnion('kind', all as unknown as RecordsOf<typeof importedKinds, Values>))
		.min(1)
		.max(mostRecords);
}

/**
 * Adds the records that do not exist. Those that exist, or that were retracted, stay as they are.
 * Updates come with their notice: the updates of a notice that exists are left out.
 */
export const importRecords = z.strictObject({
	type: z.literal('import-records'),
	records: recordsOf({ ...publicSchemas, page: importedPage, remedy: importedRemedy }),
});
