/** OpenStatus: the JSON feed of a page (`/feed/json`). */
import { z } from 'zod';
import { anyInstant } from '../../../../src/model/commands/fields.ts';
import { isEndedPhase, type Phase } from '../../../../src/model/vocabulary.ts';
import {
	listIn,
	type Placed,
	type Remark,
	readLists,
	type Source,
	type SourceComponent,
	type SourceDocument,
	type SourceNotice,
	withoutRepeated,
} from '../source.ts';

const number = z.number().int();

const componentSchema = z.object({
	id: number,
	name: z.string().min(1),
	description: z.string().nullish(),
	order: z.number().nullish(),
	groupId: number.nullish(),
	groupOrder: z.number().nullish(),
});
const groupSchema = z.object({ id: number, name: z.string().min(1) });

/** Older pages name monitors, newer ones components of the page. */
const namedComponents = { monitors: z.array(number).nullish(), pageComponents: z.array(number).nullish() };

type NamedComponents = {
	readonly [Name in keyof typeof namedComponents]?: z.output<(typeof namedComponents)[Name]>;
};

const reportSchema = z.object({
	id: number,
	title: z.string().min(1),
	status: z.enum(['investigating', 'identified', 'monitoring', 'resolved']),
	updatedAt: anyInstant.nullish(),
	...namedComponents,
	statusReportUpdates: z
		.array(
			z.object({
				id: number,
				status: z.enum(['investigating', 'identified', 'monitoring', 'resolved']),
				message: z.string(),
				date: anyInstant,
			}),
		)
		.min(1, 'A report without an update has no time.'),
});

const maintenanceSchema = z.object({
	id: number,
	name: z.string().min(1),
	message: z.string().nullish(),
	from: anyInstant,
	to: anyInstant,
	...namedComponents,
	maintenanceUpdates: z.array(z.object({ id: number, message: z.string(), date: anyInstant })).nullish(),
});

export const openstatus: Source = {
	name: 'openstatus',
	reads: 'the address of a page, or what its /feed/json returns',

	async fetch(address, fetchJson) {
		const base = address.href.replace(/[?#].*$/, '').replace(/\/+$/, '');
		return [await fetchJson(new URL(base.endsWith('/feed/json') ? base : `${base}/feed/json`))];
	},

	read(documents, now) {
		const problems: Remark[] = [];
		const remarks: Remark[] = [];
		const isNewer = documents.some((document) => listIn(document, 'pageComponents').length > 0);
		const name = isNewer ? 'pageComponents' : 'monitors';
		const of = <Schema extends z.ZodType>(list: string, schema: Schema) =>
			readLists(documents, list, schema, problems);
		const components = withoutRepeated(of(name, componentSchema));
		const groups = of('pageComponentGroups', groupSchema);
		const reports = of('statusReports', reportSchema);
		const works = of('maintenances', maintenanceSchema);
		const named = (value: NamedComponents): string[] => (value[name] ?? []).map(String);
		return {
			name: titleOf(documents),
			components: inOrder(components, new Map(groups.map(({ value }) => [value.id, value.name]))),
			notices: [
				...reports.map((report) => incidentOf(report, named(report.value))),
				...works.flatMap((work) => maintenanceOf(work, named(work.value), now, problems)),
			],
			problems,
			remarks,
		};
	},
};

const page = z.object({ title: z.string().min(1) });
const titleOf = (documents: readonly SourceDocument[]): string | null =>
	documents.flatMap(({ content }) => page.safeParse(content).data?.title ?? [])[0] ?? null;

/** A group stands where its first component stands. */
function inOrder(
	all: readonly Placed<z.output<typeof componentSchema>>[],
	groups: ReadonlyMap<number, string>,
): SourceComponent[] {
	const orderOf = ({ value }: (typeof all)[number]): number => value.order ?? 0;
	const firstOf = new Map<number, number>();
	for (const each of all) {
		const { groupId } = each.value;
		if (groupId != null) firstOf.set(groupId, Math.min(firstOf.get(groupId) ?? Infinity, orderOf(each)));
	}
	const topOf = (each: (typeof all)[number]): number =>
		firstOf.get(each.value.groupId ?? -1) ?? orderOf(each);
	return [...all]
		.sort((a, b) => topOf(a) - topOf(b) || (a.value.groupOrder ?? 0) - (b.value.groupOrder ?? 0))
		.map(({ value, place }) => ({
			externalId: String(value.id),
			name: value.name,
			description: value.description ?? null,
			group: groups.get(value.groupId ?? -1) ?? null,
			place,
		}));
}

/** The feed does not say how bad it was: the components count as degraded. */
function incidentOf(
	{ value, place }: Placed<z.output<typeof reportSchema>>,
	components: readonly string[],
): SourceNotice {
	const updates = value.statusReportUpdates
		.map(({ id, status, message, date }) => ({
			externalId: String(id),
			at: date,
			text: message,
			phase: status as Phase,
			affected: [],
		}))
		.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
	const last = updates.at(-1) as (typeof updates)[number];
	const end = updates.find(({ phase }) => isEndedPhase(phase)) ?? last;
	return {
		externalId: `report-${value.id}`,
		kind: 'incident',
		title: value.title,
		impact: 'minor',
		phase: value.status,
		openedAt: updates[0]?.at ?? last.at,
		endedAt: isEndedPhase(value.status) ? end.at : null,
		...{ window: null, endsByClock: false },
		affected: components.map((component) => ({ component, status: 'degraded' as const })),
		...{ updates, place },
		postmortem: null,
	};
}

function maintenanceOf(
	{ value, place }: Placed<z.output<typeof maintenanceSchema>>,
	components: readonly string[],
	now: number,
	problems: Remark[],
): SourceNotice[] {
	const { from: start, to: end } = value;
	if (Date.parse(end) <= Date.parse(start)) {
		problems.push({ place: `${place}.to`, message: 'The end must be after the start.' });
		return [];
	}
	const isOver = Date.parse(end) <= now;
	const phase = isOver ? 'completed' : Date.parse(start) <= now ? 'in-progress' : 'scheduled';
	const updates = (value.maintenanceUpdates ?? []).map(({ id, message, date }) => ({
		externalId: String(id),
		at: date,
		text: message,
		phase: phaseAt(date, start, end),
		affected: [],
	}));
	// The feed does not say when it was announced.
	const openedAt = [...updates.map(({ at }) => at), new Date(Math.min(now, Date.parse(start))).toISOString()]
		.sort()
		.at(0) as string;
	const first = { externalId: 'message', at: openedAt, text: value.message ?? '', affected: [] };
	return [
		{
			externalId: `maintenance-${value.id}`,
			kind: 'maintenance',
			title: value.name,
			impact: 'none',
			...{ phase, openedAt, place },
			endedAt: isOver ? end : null,
			...{ window: { start, end }, endsByClock: true },
			affected: components.map((component) => ({ component, status: 'maintenance' as const })),
			updates: updates.length > 0 ? updates : [{ ...first, phase: phaseAt(openedAt, start, end) }],
			postmortem: null,
		},
	];
}

function phaseAt(at: string, start: string, end: string): Phase {
	if (Date.parse(at) >= Date.parse(end)) return 'completed';
	return Date.parse(at) >= Date.parse(start) ? 'in-progress' : 'scheduled';
}
