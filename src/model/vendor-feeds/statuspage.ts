/** Atlassian Statuspage, and every page with its public API (version 2). */
import { isEndedPhase, type Phase } from '../vocabulary.ts';
import { statuspageImpacts, statuspagePhases, statuspageStatuses } from './statuspage-words.ts';
import { type Json, linkOf, objectOf, objectsOf, requireShape, textOf, timeOf, wordOf } from './untrusted.ts';
import type { VendorFeed, VendorNotice } from './vendor-state.ts';

function noticeOf(event: Json, kind: VendorNotice['kind'], byId: ReadonlyMap<string, Json>): VendorNotice {
	const first: Phase = kind === 'incident' ? 'investigating' : 'scheduled';
	const openedAt = timeOf(event.started_at, event.created_at) ?? new Date(0).toISOString();
	const [start, end] = [timeOf(event.scheduled_for), timeOf(event.scheduled_until)];
	return {
		id: textOf(event.id),
		kind,
		title: textOf(event.name),
		phase: wordOf(statuspagePhases, event.status, first),
		impact: wordOf(statuspageImpacts, event.impact, 'none'),
		openedAt: (kind === 'maintenance' && timeOf(event.created_at)) || openedAt,
		window: kind === 'maintenance' && start && end ? { start, end } : null,
		affected: objectsOf(event.components).map(({ id, status }) => ({
			component: textOf(id),
			status: wordOf(statuspageStatuses, byId.get(textOf(id))?.status ?? status, 'operational'),
		})),
		updates: objectsOf(event.incident_updates).map((update) => ({
			at: timeOf(update.display_at, update.created_at) ?? openedAt,
			text: textOf(update.body),
			phase: wordOf(statuspagePhases, update.status, first),
		})),
		url: linkOf(event.shortlink),
	};
}

export const feed: VendorFeed = {
	path: 'api/v2/summary.json',
	read(json) {
		const { page, components, incidents, scheduled_maintenances } = objectOf(json);
		requireShape(textOf(objectOf(page).name) && Array.isArray(components) && Array.isArray(incidents));
		const all = objectsOf(components);
		const byId = new Map(all.map((component) => [textOf(component.id), component]));
		return {
			name: textOf(objectOf(page).name),
			url: linkOf(objectOf(page).url),
			components: all
				.filter(({ group }) => group !== true)
				.map(({ id, name, description, group_id, status }) => ({
					id: textOf(id),
					name: textOf(name),
					description: textOf(description) || null,
					group: textOf(byId.get(textOf(group_id))?.name) || null,
					status: wordOf(statuspageStatuses, status, 'operational'),
				})),
			notices: [
				...objectsOf(incidents).map((event) => noticeOf(event, 'incident', byId)),
				...objectsOf(scheduled_maintenances).map((event) => noticeOf(event, 'maintenance', byId)),
			].filter(({ phase }) => !isEndedPhase(phase)),
		};
	},
};
