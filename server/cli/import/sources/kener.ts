/** Kener: its API, version 4, or files of the same shape. */
import { z } from 'zod';
import { type ComponentStatus, isEndedPhase, type Phase } from '../../../../src/model/vocabulary.ts';
import {
	listIn,
	type Placed,
	type Remark,
	readLists,
	type Source,
	type SourceNotice,
	type SourceUpdate,
	withoutRepeated,
} from '../source.ts';

/** Seconds since 1970, in UTC. */
const seconds = z
	.number()
	.int()
	.min(0)
	.max(100_000_000_000, 'Use seconds since 1970.')
	.transform((value) => new Date(value * 1_000).toISOString());

const monitorSchema = z.object({
	tag: z.string().min(1),
	name: z.string().min(1),
	description: z.string().nullish(),
	category_name: z.string().nullish(),
	is_hidden: z.string().nullish(),
	status: z.string().nullish(),
});

const statuses: Readonly<Record<string, ComponentStatus>> = {
	UP: 'operational',
	DOWN: 'major-outage',
	DEGRADED: 'degraded',
	MAINTENANCE: 'maintenance',
};
const affectedMonitors = z
	.array(z.object({ monitor_tag: z.string(), impact: z.enum(Object.keys(statuses)) }))
	.nullish();

const phases: Readonly<Record<string, Phase>> = {
	INVESTIGATING: 'investigating',
	IDENTIFIED: 'identified',
	MONITORING: 'monitoring',
	RESOLVED: 'resolved',
	SCHEDULED: 'scheduled',
	READY: 'scheduled',
	ONGOING: 'in-progress',
	COMPLETED: 'completed',
	CANCELLED: 'cancelled',
};
const incidentStates = ['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED'] as const;

const incidentSchema = z.object({
	id: z.number().int(),
	title: z.string().min(1),
	start_date_time: seconds,
	end_date_time: seconds.nullish(),
	state: z.enum(incidentStates),
	monitors: affectedMonitors,
});

const commentSchema = z.object({
	id: z.number().int(),
	incident_id: z.number().int(),
	comment: z.string(),
	timestamp: seconds,
	state: z.enum(incidentStates),
});

const eventSchema = z.object({
	event_id: z.number().int(),
	event_start_date_time: seconds,
	event_end_date_time: seconds,
	event_status: z.enum(['SCHEDULED', 'READY', 'ONGOING', 'COMPLETED', 'CANCELLED']),
	maintenance_title: z.string().min(1),
	maintenance_description: z.string().nullish(),
	maintenance_status: z.string().nullish(),
	monitors: affectedMonitors,
});

/** The most pages of 100 events. */
const mostPages = 100;

export const kener: Source = {
	name: 'kener',
	reads:
		'the address of an instance, with its API key in CANDOR_IMPORT_TOKEN, or what /api/v4/monitors, /incidents, /incidents/{id}/comments and /maintenances/events return',

	async fetch(address, fetchJson) {
		const base = `${address.href.replace(/[?#].*$/, '').replace(/\/+$/, '')}/api/v4`;
		const documents = [
			await fetchJson(new URL(`${base}/monitors`)),
			await fetchJson(new URL(`${base}/incidents`)),
		];
		for (const incident of documents.flatMap((document) => listIn(document, 'incidents'))) {
			const { id } = (incident ?? {}) as { readonly id?: unknown };
			if (typeof id === 'number')
				documents.push(await fetchJson(new URL(`${base}/incidents/${id}/comments`), { allowMissing: true }));
		}
		for (let page = 1; page <= mostPages; page++) {
			const query = `event_start_date_time=0&limit=100&page=${page}`;
			const document = await fetchJson(new URL(`${base}/maintenances/events?${query}`));
			documents.push(document);
			if (listIn(document, 'events').length < 100) break;
		}
		return documents;
	},

	read(documents, now) {
		const problems: Remark[] = [];
		const remarks: Remark[] = [];
		const of = <Schema extends z.ZodType>(name: string, schema: Schema) =>
			readLists(documents, name, schema, problems);
		const monitors = of('monitors', monitorSchema).filter(({ value, place }) => {
			const isShown = value.is_hidden !== 'YES' && (value.status ?? 'ACTIVE') === 'ACTIVE';
			if (!isShown) remarks.push({ place, message: 'This monitor is hidden or off, so it is left out.' });
			return isShown;
		});
		const comments = withoutRepeated(of('comments', commentSchema));
		const incidents = withoutRepeated(of('incidents', incidentSchema));
		return {
			name: null,
			components: monitors.map(({ value, place }) => ({
				externalId: value.tag,
				name: value.name,
				description: value.description ?? null,
				group: value.category_name ?? null,
				place,
			})),
			notices: [
				...incidents.map((incident) =>
					incidentOf(
						incident,
						comments.filter(({ value }) => value.incident_id === incident.value.id),
					),
				),
				...of('events', eventSchema).flatMap((event) => maintenanceOf(event, now, problems)),
			],
			problems,
			remarks,
		};
	},
};

const affectedOf = (monitors: z.output<typeof affectedMonitors>) =>
	(monitors ?? []).map(({ monitor_tag, impact }) => ({
		component: monitor_tag,
		status: statuses[impact] as ComponentStatus,
	}));

function incidentOf(
	{ value, place }: Placed<z.output<typeof incidentSchema>>,
	comments: readonly Placed<z.output<typeof commentSchema>>[],
): SourceNotice {
	const updates = comments.map(
		(comment): SourceUpdate => ({
			externalId: String(comment.value.id),
			at: comment.value.timestamp,
			text: comment.value.comment,
			phase: phases[comment.value.state] as Phase,
			affected: [],
		}),
	);
	const affected = affectedOf(value.monitors);
	const isDown = affected.some(({ status }) => status === 'major-outage');
	const phase = phases[value.state] as Phase;
	const times = updates.map(({ at }) => at).sort();
	const end = value.end_date_time ?? times.at(-1) ?? value.start_date_time;
	return {
		externalId: `incident-${value.id}`,
		kind: 'incident',
		title: value.title,
		impact: isDown ? 'major' : 'minor',
		...{ phase, affected, updates, place },
		openedAt: [value.start_date_time, ...times].sort()[0] as string,
		endedAt: isEndedPhase(phase) ? end : null,
		...{ window: null, endsByClock: false },
		postmortem: null,
	};
}

function maintenanceOf(
	{ value, place }: Placed<z.output<typeof eventSchema>>,
	now: number,
	problems: Remark[],
): SourceNotice[] {
	const { event_start_date_time: start, event_end_date_time: end } = value;
	if (end <= start) {
		problems.push({ place: `${place}.event_end_date_time`, message: 'The end must be after the start.' });
		return [];
	}
	const phase = phases[value.event_status] as Phase;
	const openedAt = new Date(Math.min(now, Date.parse(start))).toISOString();
	const endedAt = isEndedPhase(phase) ? new Date(Math.min(now, Date.parse(end))).toISOString() : null;
	const text = value.maintenance_description ?? '';
	return [
		{
			externalId: `maintenance-${value.event_id}`,
			kind: 'maintenance',
			title: value.maintenance_title,
			impact: 'none',
			...{ phase, openedAt, endedAt, place },
			...{ window: { start, end }, endsByClock: true },
			affected: affectedOf(value.monitors).map(({ component }) => ({ component, status: 'maintenance' })),
			updates: [{ externalId: 'description', at: openedAt, text, phase: 'scheduled', affected: [] }],
			postmortem: null,
		},
	];
}
