/** Atlassian Statuspage: its public API, version 2, or files of the same shape. */
import { z } from 'zod';
import { anyInstant } from '../../../../src/model/commands/fields.ts';
import {
	statuspageImpacts,
	statuspagePhases,
	statuspageStatuses,
} from '../../../../src/model/vendor-feeds/statuspage-words.ts';
import {
	type ComponentStatus,
	componentStatuses,
	type Impact,
	isEndedPhase,
	type Phase,
	statusForImpact,
} from '../../../../src/model/vocabulary.ts';
import {
	listIn,
	type Placed,
	type Remark,
	readEach,
	readLists,
	type Source,
	type SourceComponent,
	type SourceDocument,
	type SourceNotice,
	type SourceUpdate,
	withoutRepeated,
	worstStatuses,
} from '../source.ts';

const componentSchema = z.object({
	id: z.string().min(1),
	name: z.string().min(1),
	description: z.string().nullish(),
	/** Whether it is a group of others. */
	group: z.boolean().nullish(),
	group_id: z.string().nullish(),
	position: z.number().nullish(),
});

const updateSchema = z.object({
	id: z.string().min(1),
	status: z.enum(Object.keys(statuspagePhases)),
	body: z.string().nullish(),
	display_at: anyInstant.nullish(),
	created_at: anyInstant,
	affected_components: z
		.array(z.object({ code: z.string(), new_status: z.enum(Object.keys(statuspageStatuses)) }))
		.nullish(),
});

const eventSchema = z.object({
	id: z.string().min(1),
	name: z.string().min(1),
	status: z.enum(Object.keys(statuspagePhases)),
	impact: z.enum(Object.keys(statuspageImpacts)).nullish(),
	created_at: anyInstant,
	started_at: anyInstant.nullish(),
	resolved_at: anyInstant.nullish(),
	updated_at: anyInstant.nullish(),
	scheduled_for: anyInstant.nullish(),
	scheduled_until: anyInstant.nullish(),
	postmortem_body: z.string().nullish(),
	postmortem_published_at: anyInstant.nullish(),
	incident_updates: z.array(updateSchema).default([]),
	components: z.array(z.object({ id: z.string() })).nullish(),
});
type Event = z.output<typeof eventSchema>;

/** The most pages that are asked for. A page of the public API has 50 or 100 incidents. */
const mostPages = 40;

export const statuspage: Source = {
	name: 'statuspage',
	reads:
		'the address of a page, or its summary.json, components.json, incidents.json and scheduled-maintenances.json',

	async fetch(address, fetchJson) {
		const at = (name: string, page = 1): URL => {
			const url = new URL(`/api/v2/${name}.json`, address);
			if (page > 1) url.searchParams.set('page', String(page));
			return url;
		};
		const documents = [await fetchJson(at('summary')), await fetchJson(at('components'))];
		for (const name of ['incidents', 'scheduled-maintenances']) {
			const seen = new Set<unknown>();
			// A server that knows no pages repeats the first one.
			for (let page = 1; page <= mostPages; page++) {
				const document = await fetchJson(at(name, page));
				const list = listIn(document, name.replace('-', '_'));
				const isNew = list.filter((each) => !seen.has((each as { id?: unknown } | null)?.id));
				if (isNew.length === 0) break;
				for (const each of isNew) seen.add((each as { id?: unknown } | null)?.id);
				documents.push(document);
			}
		}
		return documents;
	},

	read(documents, now) {
		const problems: Remark[] = [];
		const remarks: Remark[] = [];
		const components = withoutRepeated(readLists(documents, 'components', componentSchema, problems));
		const events = [
			...readLists(documents, 'incidents', eventSchema, problems),
			...readLists(documents, 'scheduled_maintenances', eventSchema, problems),
			// The API for managers returns the bare list.
			...documents.flatMap(({ name, content }) =>
				Array.isArray(content) ? readEach(content, `${name}: `, eventSchema, problems) : [],
			),
		];
		return {
			name: nameOf(documents),
			components: inOrder(components),
			notices: withoutRepeated(events).flatMap((event) => noticeOf(event, now, problems, remarks)),
			problems,
			remarks,
		};
	},
};

const page = z.object({ page: z.object({ name: z.string().min(1) }) });

const nameOf = (documents: readonly SourceDocument[]): string | null =>
	documents.flatMap(({ content }) => page.safeParse(content).data?.page.name ?? [])[0] ?? null;

type Component = z.output<typeof componentSchema>;

/** A group stands where its position says, and its components follow each other. */
function inOrder(all: readonly Placed<Component>[]): SourceComponent[] {
	const byPosition = (a: Placed<Component>, b: Placed<Component>): number =>
		(a.value.position ?? 0) - (b.value.position ?? 0);
	const groups = new Map(all.filter(({ value }) => value.group).map(({ value }) => [value.id, value.name]));
	const childrenOf = (group: string | null): Placed<Component>[] =>
		all
			.filter(({ value }) => (groups.has(value.group_id ?? '') ? value.group_id : null) === group)
			.sort(byPosition);
	return childrenOf(null)
		.flatMap((top) => (top.value.group ? childrenOf(top.value.id) : [top]))
		.map(({ value, place }) => ({
			externalId: value.id,
			name: value.name,
			description: value.description ?? null,
			group: groups.get(value.group_id ?? '') ?? null,
			place,
		}));
}

function noticeOf(
	{ value, place }: Placed<Event>,
	now: number,
	problems: Remark[],
	remarks: Remark[],
): SourceNotice[] {
	const { scheduled_for: start, scheduled_until: end } = value;
	const isMaintenance = start != null;
	if (isMaintenance && end == null) {
		problems.push({ place, message: 'This maintenance has no end: "scheduled_until" is missing.' });
		return [];
	}
	const impact: Impact = statuspageImpacts[value.impact ?? 'none'] as Impact;
	const window = isMaintenance && end != null ? { start, end } : null;
	const updates = value.incident_updates
		.filter(({ status }) => status !== 'postmortem')
		.map(updateOf)
		// The newest is the first, and two of them can have the same time.
		.reverse()
		.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
	const report = value.incident_updates.find(({ status }) => status === 'postmortem');
	const isForgotten = window && value.status === 'scheduled' && Date.parse(window.end) <= now;
	if (isForgotten)
		remarks.push({ place, message: 'It never began there. It is imported as completed with its window.' });
	const phase = isForgotten ? 'completed' : (statuspagePhases[value.status] as Phase);
	const lastAt = updates.at(-1)?.at ?? value.updated_at ?? value.created_at;
	const fallback: ComponentStatus = isMaintenance ? 'maintenance' : statusForImpact[impact];
	const openedAt = [isMaintenance ? value.created_at : (value.started_at ?? value.created_at), updates[0]?.at]
		.filter((at) => at !== undefined)
		.sort()[0] as string;
	const named = updates.flatMap(({ affected }) => affected).filter(({ status }) => status !== 'operational');
	const others = (value.components ?? []).filter(
		({ id }) => !named.some(({ component }) => component === id),
	);
	return [
		{
			externalId: value.id,
			kind: isMaintenance ? 'maintenance' : 'incident',
			title: value.name,
			...{ impact, phase, openedAt, window, updates, place },
			// Its feed does not say whether the clock or a person ends it.
			endsByClock: false,
			endedAt: isForgotten ? window.end : isEndedPhase(phase) ? (value.resolved_at ?? lastAt) : null,
			affected: worstStatuses(
				[...named, ...others.map(({ id }) => ({ component: id, status: fallback }))],
				componentStatuses,
			),
			postmortem: postmortemOf(value, report),
		},
	];
}

const updateOf = (update: z.output<typeof updateSchema>): SourceUpdate => ({
	externalId: update.id,
	at: update.display_at ?? update.created_at,
	text: update.body ?? '',
	phase: statuspagePhases[update.status] as Phase,
	affected: (update.affected_components ?? []).map(({ code, new_status }) => ({
		component: code,
		status: statuspageStatuses[new_status] as ComponentStatus,
	})),
});

function postmortemOf(event: Event, update: z.output<typeof updateSchema> | undefined) {
	if (event.postmortem_body && event.postmortem_published_at)
		return { text: event.postmortem_body, at: event.postmortem_published_at };
	return update?.body ? { text: update.body, at: update.display_at ?? update.created_at } : null;
}
