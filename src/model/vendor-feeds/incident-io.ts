/** incident.io: the widget API of a status page. It names only the components that are affected. */
import type { ComponentStatus, Impact, Phase } from '../vocabulary.ts';
import { type Json, linkOf, objectOf, objectsOf, requireShape, textOf, timeOf, wordOf } from './untrusted.ts';
import type { VendorFeed, VendorNotice } from './vendor-state.ts';

const statuses: Readonly<Record<string, ComponentStatus>> = {
	operational: 'operational',
	degraded_performance: 'degraded',
	partial_outage: 'partial-outage',
	full_outage: 'major-outage',
	under_maintenance: 'maintenance',
};
const impacts: Readonly<Record<string, Impact>> = {
	degraded_performance: 'minor',
	partial_outage: 'major',
	full_outage: 'critical',
};
const phases: Readonly<Record<string, Phase>> = {
	investigating: 'investigating',
	identified: 'identified',
	monitoring: 'monitoring',
	maintenance_scheduled: 'scheduled',
	maintenance_in_progress: 'in-progress',
};

function noticeOf(event: Json, kind: VendorNotice['kind'], now: number): VendorNotice {
	const received = new Date(now).toISOString();
	const [start, end] = [
		timeOf(event.starts_at, event.started_at),
		timeOf(event.ends_at, event.scheduled_end_at),
	];
	const at = timeOf(event.last_update_at, event.started_at) ?? received;
	const phase = wordOf(phases, event.status, kind === 'incident' ? 'investigating' : 'in-progress');
	const fallback = kind === 'incident' ? 'degraded' : 'maintenance';
	return {
		id: textOf(event.id),
		...{ kind, phase },
		title: textOf(event.name),
		impact: wordOf(impacts, event.current_worst_impact, kind === 'incident' ? 'minor' : 'none'),
		openedAt: at,
		window: kind === 'maintenance' && start && end ? { start, end } : null,
		affected: objectsOf(event.affected_components).map(({ id, current_status }) => ({
			component: textOf(id),
			status: wordOf(statuses, current_status, fallback),
		})),
		updates: [{ at, text: textOf(event.last_update_message), phase }],
		url: linkOf(event.url),
	};
}

export const feed: VendorFeed = {
	path: 'api/v1/summary',
	read(json, now) {
		const { page_title, page_url, ...lists } = objectOf(json);
		requireShape(textOf(page_title) && Array.isArray(lists.ongoing_incidents));
		const works = [...objectsOf(lists.in_progress_maintenances), ...objectsOf(lists.scheduled_maintenances)];
		const incidents = objectsOf(lists.ongoing_incidents);
		const named = [...incidents, ...works].flatMap(({ affected_components }) =>
			objectsOf(affected_components),
		);
		const components = new Map(named.map((component) => [textOf(component.id), component]));
		return {
			name: textOf(page_title),
			url: linkOf(page_url),
			components: [...components].map(([id, { name, group_name }]) => ({
				id,
				name: textOf(name),
				group: textOf(group_name) || null,
				status: 'operational',
			})),
			notices: [
				...incidents.map((event) => noticeOf(event, 'incident', now)),
				...works.map((event) => noticeOf(event, 'maintenance', now)),
			],
		};
	},
};
