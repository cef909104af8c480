/** What an import would add, keep and leave out. */
import { schemaIssues } from '../../http/schema-sentences.ts';
import { importRequest } from '../../http/v1/schemas/records.ts';
import type { Style } from '../render/style.ts';
import { oneLine } from '../terminal-text.ts';
import type { Batch, Batches } from './batch.ts';
import type { Existing } from './existing.ts';
import type { Remark } from './source.ts';

export interface Plan {
	readonly first: readonly Batch[];
	readonly rest: readonly Batch[];
	readonly kept: readonly Batch[];
	readonly problems: readonly Remark[];
	readonly remarks: readonly Remark[];
}

/** The most lines of one list. */
const mostLines = 20;

/** Leaves out what exists and what the server would not accept. */
export function planOf({ first, rest, problems, remarks }: Batches, existing: Existing): Plan {
	const found: Remark[] = [...problems];
	const isKept = ({ records: [head] }: Batch): boolean => !!head && existing.has(`${head.kind}/${head.id}`);
	const isAccepted = (batch: Batch): boolean => {
		const { error } = importRequest.safeParse({ records: batch.records });
		if (!error) return true;
		const [issue] = schemaIssues(error.issues);
		const field = issue?.path.replace(/^records\.\d+\.(value\.)?/, '');
		found.push({ place: `${batch.place}.${field}`, message: `${oneLine(batch.title)}: ${issue?.message}` });
		return false;
	};
	const all = [...first, ...rest];
	const isNew = (batch: Batch): boolean => !isKept(batch) && isAccepted(batch);
	return {
		first: first.filter(isNew),
		rest: rest.filter(isNew),
		kept: all.filter(isKept),
		problems: found,
		remarks,
	};
}

const counted = (count: number, one: string, many = `${one}s`): string =>
	`${count} ${count === 1 ? one : many}`;

const listed = <Item>(items: readonly Item[], lineOf: (item: Item) => string): string[] => [
	...items.slice(0, mostLines).map((item) => `  ${lineOf(item)}`),
	...(items.length > mostLines ? [`  … and ${items.length - mostLines} more (--json lists them all)`] : []),
];

const remarkLine = ({ place, message }: Remark): string => `${oneLine(place)}: ${oneLine(message)}`;

export function planLines({ first, rest, kept, problems, remarks }: Plan, { colours }: Style): string[] {
	const added = [...first, ...rest];
	const of = (what: Batch['what']): number => added.filter((batch) => batch.what === what).length;
	const current = rest.filter(({ isCurrent }) => isCurrent);
	const counts = [
		...(of('page') > 0 ? ['the name of the page'] : []),
		...(of('component') > 0 ? [counted(of('component'), 'component')] : []),
		...(of('notice') > 0 ? [counted(of('notice'), 'notice')] : []),
		...(of('remedy') > 0 ? [counted(of('remedy'), 'remedy', 'remedies')] : []),
	];
	return [
		`${colours.green('+')} ${counts.length > 0 ? `Added: ${counts.join(', ')}.` : 'Nothing is added.'}`,
		...(current.length > 0
			? [
					'  Of these, every open page shows at once what goes on and what is still to come:',
					...listed(current, ({ title }) => `  ${oneLine(title)}`),
				]
			: []),
		...(kept.length > 0 ? [`= Kept as it is, because it exists: ${counted(kept.length, 'record')}.`] : []),
		...(remarks.length > 0
			? [`~ Changed or left out on the way: ${remarks.length}.`, ...listed(remarks, remarkLine)]
			: []),
		...(problems.length > 0
			? [colours.red(`! Cannot be imported: ${problems.length}.`), ...listed(problems, remarkLine)]
			: []),
	];
}
