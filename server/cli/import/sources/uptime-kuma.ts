/** Uptime Kuma: the API of a status page (`/api/status-page/{slug}`), or a backup file. */
import { z } from 'zod';
import type { Impact } from '../../../../src/model/vocabulary.ts';
import {
	type Placed,
	type Remark,
	readEach,
	readLists,
	type Source,
	type SourceNotice,
	withoutRepeated,
} from '../source.ts';
import { instantIn } from '../zoned-instant.ts';

const monitorSchema = z.object({
	id: z.number().int(),
	name: z.string().min(1),
	description: z.string().nullish(),
	type: z.string().nullish(),
	parent: z.number().int().nullish(),
});
type Monitor = z.output<typeof monitorSchema>;

const groupSchema = z.object({ name: z.string().nullish(), monitorList: z.array(z.unknown()) });

const incidentSchema = z.object({
	id: z.number().int(),
	style: z.string().nullish(),
	title: z.string().min(1),
	content: z.string().nullish(),
	active: z.boolean().nullish(),
	pin: z.union([z.boolean(), z.number()]).nullish(),
	createdDate: z.string(),
	lastUpdatedDate: z.string().nullish(),
});

const maintenanceSchema = z.object({
	id: z.number().int(),
	title: z.string().min(1),
	description: z.string().nullish(),
	strategy: z.string(),
	status: z.string().nullish(),
	timezone: z.string().nullish(),
	timeslotList: z.array(z.object({ startDate: z.string(), endDate: z.string() })),
});

export const uptimeKuma: Source = {
	name: 'uptime-kuma',
	reads: 'the address of a status page (/status/SLUG), what /api/status-page/SLUG returns, or a backup file',

	async fetch(address, fetchJson) {
		const [, base = '', slug = 'default'] = /^(.*?)\/(?:api\/status-page|status)\/([^/]+)\/?$/.exec(
			address.pathname,
		) ?? [undefined, address.pathname.replace(/\/+$/, '')];
		return [await fetchJson(new URL(`${base}/api/status-page/${slug}`, address))];
	},

	read(documents, now) {
		const problems: Remark[] = [];
		const remarks: Remark[] = [];
		const of = <Schema extends z.ZodType>(list: string, schema: Schema) =>
			readLists(documents, list, schema, problems);
		const grouped = of('publicGroupList', groupSchema).flatMap(({ value, place }) =>
			readEach(value.monitorList, `${place}.monitorList`, monitorSchema, problems).map((monitor) => ({
				...monitor,
				group: value.name ?? null,
			})),
		);
		// A page has one pinned incident, or in newer versions a list.
		const pinned = documents.flatMap(({ name, content }) => {
			const { incident = null } = (content ?? {}) as { readonly incident?: unknown };
			return incident === null ? [] : readEach([incident], `${name}: incident`, incidentSchema, problems);
		});
		const incidents = withoutRepeated([...of('incidents', incidentSchema), ...pinned]);
		return {
			name: documents.flatMap(({ content }) => page.safeParse(content).data?.config.title ?? [])[0] ?? null,
			components: withoutRepeated([...grouped, ...withoutGroups(of('monitorList', monitorSchema))]).map(
				(monitor) => ({
					externalId: String(monitor.value.id),
					name: monitor.value.name,
					description: monitor.value.description ?? null,
					group: (monitor as { group?: string | null }).group ?? null,
					place: monitor.place,
				}),
			),
			notices: [
				...incidents.flatMap((incident) => incidentOf(incident, problems)),
				...of('maintenanceList', maintenanceSchema).flatMap((work) =>
					maintenanceOf(work, now, problems, remarks),
				),
			],
			problems,
			remarks,
		};
	},
};

const page = z.object({ config: z.object({ title: z.string().min(1) }) });

/** In a backup a group is a monitor, which its members name as their parent. */
function withoutGroups(all: readonly Placed<Monitor>[]) {
	const names = new Map(all.map(({ value }) => [value.id, value.name]));
	return all
		.filter(({ value }) => value.type !== 'group')
		.map((monitor) => ({ ...monitor, group: names.get(monitor.value.parent ?? -1) ?? null }));
}

const impacts: Readonly<Record<string, Impact>> = { danger: 'major', warning: 'minor' };

/** An incident is a message without phases. Its colour says whether something is broken. */
function incidentOf(
	{ value, place }: Placed<z.output<typeof incidentSchema>>,
	problems: Remark[],
): SourceNotice[] {
	const openedAt = instantIn('UTC', value.createdDate);
	const changedAt = value.lastUpdatedDate ? instantIn('UTC', value.lastUpdatedDate) : openedAt;
	if (openedAt === null || changedAt === null) {
		problems.push({ place: `${place}.createdDate`, message: 'This is not a date and time.' });
		return [];
	}
	const impact = impacts[value.style ?? ''];
	const kind = impact === undefined ? 'announcement' : 'incident';
	const isOpen = value.active ?? Boolean(value.pin ?? true);
	const [first, last] =
		kind === 'incident' ? (['investigating', 'resolved'] as const) : (['published', 'closed'] as const);
	const text = value.content ?? '';
	return [
		{
			externalId: `incident-${value.id}`,
			kind,
			title: value.title,
			impact: impact ?? 'none',
			phase: isOpen ? first : last,
			...{ openedAt, place },
			endedAt: isOpen ? null : ([openedAt, changedAt].sort().at(-1) ?? null),
			...{ window: null, endsByClock: false },
			affected: [],
			updates: [{ externalId: 'content', at: openedAt, text, phase: first, affected: [] }],
			postmortem: null,
		},
	];
}

function maintenanceOf(
	{ value, place }: Placed<z.output<typeof maintenanceSchema>>,
	now: number,
	problems: Remark[],
	remarks: Remark[],
): SourceNotice[] {
	const { strategy, status, timeslotList } = value;
	if (status === 'inactive' || timeslotList.length === 0) {
		remarks.push({ place, message: 'This maintenance is off, or has no times. It is left out.' });
		return [];
	}
	if (strategy !== 'single')
		remarks.push({
			place,
			message: 'It repeats. Its next dates are imported; make a series for the rest (candor series).',
		});
	return timeslotList.flatMap((slot, index): SourceNotice[] => {
		const zone = value.timezone ?? 'UTC';
		const [start, end] = [slot.startDate, slot.endDate].map((text) => instantIn(zone, text));
		if (start == null || end == null || end <= start) {
			problems.push({
				place: `${place}.timeslotList[${index}]`,
				message: `These are not a start and an end in the zone "${zone}".`,
			});
			return [];
		}
		const isOver = Date.parse(end) <= now;
		const phase = isOver ? 'completed' : Date.parse(start) <= now ? 'in-progress' : 'scheduled';
		// The page does not say when it was announced.
		const openedAt = new Date(Math.min(now, Date.parse(start))).toISOString();
		const text = value.description ?? '';
		return [
			{
				externalId: `maintenance-${value.id}${strategy === 'single' ? '' : `-${start.slice(0, 10)}`}`,
				kind: 'maintenance',
				title: value.title,
				impact: 'none',
				...{ phase, openedAt, place },
				endedAt: isOver ? end : null,
				...{ window: { start, end }, endsByClock: true },
				affected: [],
				updates: [{ externalId: 'description', at: openedAt, text, phase: 'scheduled', affected: [] }],
				postmortem: null,
			},
		];
	});
}
