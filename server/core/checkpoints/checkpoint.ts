/** The head of a checkpoint: what it is a checkpoint of, and the hashes of its parts. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { recordSchemas } from '../../../src/model/records/kinds.ts';
import { stateIndexes } from '../../../src/model/state-indexes.ts';
import type { Projections } from '../projections/projections.ts';
import { version } from '../version.ts';

/** Of the records' parts. Raise it when what they hold, or what it means, changes. */
const recordsFormat = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const checkpointHead = z.object({
	/** What made it, see {@link makerOf}. */
	maker: z.string(),
	/** The identity of the log. */
	site: z.string(),
	/** The last commit that it has, and the time and the actor of that commit. */
	seq: z.int().min(1),
	at: z.string(),
	actor: z.string(),
	/** How many records its parts hold, and how many of them are the newest of their id. */
	stored: z.int().min(0),
	newest: z.int().min(0),
	/** The parts with records, in the order of the commits. */
	records: z.array(hash),
	/** The parts with the entries of each projection. */
	projections: z.record(z.string(), z.array(hash)),
});
export type Checkpoint = z.infer<typeof checkpointHead>;

export const partsOf = ({ records, projections }: Checkpoint): readonly string[] => [
	...records,
	...Object.values(projections).flat(),
];

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Which program made a checkpoint. Another version of Candor, another schema of a record, or another
 * format of a projection could make another state of the same log, so none of them reads it.
 */
export function makerOf({ stored }: Projections): string {
	const schemas = Object.entries(recordSchemas).map(([kind, schema]) => [
		kind,
		z.toJSONSchema(schema, { unrepresentable: 'any' }),
	]);
	const formats = Object.entries(stored).map(([name, { format }]) => [name, format]);
	return hashOf(JSON.stringify({ version, recordsFormat, indexes: stateIndexes.length, formats, schemas }));
}

/** With its hash, so that damage is found. */
export function headText(checkpoint: Checkpoint): string {
	const text = JSON.stringify(checkpoint);
	return `${hashOf(text)} ${text}`;
}

/** `null`: the text is damaged. */
export function readHead(text: string): Checkpoint | null {
	const [expected = '', json = ''] = [text.slice(0, 64), text.slice(65)];
	if (hashOf(json) !== expected) return null;
	const { data } = checkpointHead.safeParse(JSON.parse(json));
	return data ?? null;
}
