/** The file of `candor export`: its shape, and how `candor import candor` reads it. */
import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import type { Batch, Batches, ImportRecord } from './batch.ts';
import { exportFormat, exportVersion } from './export-format.ts';
import type { Remark } from './source.ts';

const exportFile = z.object({
	format: z.literal(exportFormat),
	version: z.number().int().min(1),
	records: z.array(z.unknown()),
});

const record = z.object({ kind: z.string(), id: z.string(), value: z.looseObject({}) });

type Placed = ImportRecord & {
	readonly place: string;
	readonly value: Readonly<Record<string, unknown>>;
};

/** Throws a CliError for another file, and for one of a newer version. */
export function batchesOfExport(document: unknown): Batches {
	const { data } = exportFile.safeParse(document);
	if (!data)
		throw new CliError(
			'usage',
			'This is not a file of "candor export". Name the product that wrote it, such as "candor import statuspage".',
		);
	if (data.version > exportVersion)
		throw new CliError(
			'usage',
			`This file has version ${data.version}, which this candor does not know. Update candor.`,
		);
	const problems: Remark[] = [];
	const records = data.records.flatMap((entry, index): Placed[] => {
		const place = `records[${index}]`;
		const read = record.safeParse(entry);
		if (read.data) return [{ ...read.data, place }];
		problems.push({ place, message: 'This is no record with a kind, an id and a value.' });
		return [];
	});
	const ofNotice = new Map<string, [Placed, ...Placed[]]>();
	for (const each of records) if (each.kind === 'notice') ofNotice.set(each.id, [each]);
	const alone: Placed[] = [];
	for (const each of records) {
		if (each.kind === 'notice') continue;
		const { notice } = each.value;
		const list = typeof notice === 'string' ? ofNotice.get(notice) : undefined;
		(list ?? alone).push(each);
	}
	const isFirst = ({ kind }: Placed): boolean => kind === 'page' || kind === 'component';
	return {
		first: alone.filter(isFirst).map((each) => batchOf([each])),
		rest: [
			...[...ofNotice.values()].map(batchOf),
			...alone.filter((each) => !isFirst(each)).map((each) => batchOf([each])),
		],
		...{ problems, remarks: [] },
	};
}

function batchOf(records: readonly [Placed, ...Placed[]]): Batch {
	const [{ kind, id, value, place }] = records;
	const title = [value.title, value.name].find((text) => typeof text === 'string') ?? id;
	const what = kind === 'page' || kind === 'component' || kind === 'remedy' ? kind : 'notice';
	return {
		...{ title, place, what },
		records: records.map(({ place: _, ...each }) => each),
		isCurrent: kind === 'notice' && value.endedAt === null,
	};
}
