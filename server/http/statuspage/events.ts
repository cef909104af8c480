/** Incidents and maintenance in the shape of Statuspage. */
import { endOf } from '../../../src/model/history/notice-end.ts';
import { plainText } from '../../../src/model/rich-text.ts';
import { componentChanges } from '../../../src/model/views/component-changes.ts';
import { componentName } from '../../../src/model/views/components.ts';
import { effectivePhase, type Notice } from '../../../src/model/views/notices.ts';
import { isWithdrawn, type PhasedUpdate, phasedUpdates } from '../../../src/model/views/phased-updates.ts';
import { postmortemOf } from '../../../src/model/views/postmortems.ts';
import type { Update } from '../../../src/model/views/updates.ts';
import type { ComponentStatus } from '../../../src/model/vocabulary.ts';
import { newestAndFirst } from '../newest-and-first.ts';
import { noticeUrl } from '../public-address.ts';
import type { Component, Incident, Maintenance } from './schemas.ts';
import type { View } from './view.ts';
import { componentStatus, incidentStatus, maintenanceStatus } from './words.ts';

/** Updates of one event beyond the first one: a document has an end, however long an event goes on. */
const mostUpdates = 100;

type UpdateOf<Event extends Incident | Maintenance> = Event['incident_updates'][number];

function updateFields(view: View, { id }: Notice, updates: readonly PhasedUpdate[]) {
	const changes = componentChanges(updates);
	const affected = (update: Update) =>
		(changes.get(update.id) ?? []).map(({ component, before, after }) => ({
			code: component,
			name: componentName(view.state, component),
			old_status: componentStatus[before ?? ('operational' satisfies ComponentStatus)],
			new_status: componentStatus[after],
		}));
	const shown = updates.filter((update) => !isWithdrawn(update));
	return newestAndFirst(shown, mostUpdates).map((update) => {
		const { at, addedAt, editedAt, body } = update.value;
		const affectedComponents = affected(update);
		return {
			phase: update.phase,
			fields: {
				id: update.id,
				body: plainText(body),
				incident_id: id,
				created_at: addedAt ?? at,
				updated_at: editedAt ?? addedAt ?? at,
				display_at: at,
				affected_components: affectedComponents.length > 0 ? affectedComponents : null,
				deliver_notifications: true,
				custom_tweet: null,
				tweet_id: null,
			},
		};
	});
}

function eventFields(
	view: View,
	{ id, value }: Notice,
	updates: readonly PhasedUpdate[],
	all: readonly Component[],
) {
	const named = new Set(value.affected.map(({ component }) => component));
	return {
		id,
		name: value.title,
		created_at: value.addedAt ?? value.openedAt,
		updated_at: value.updatedAt,
		monitoring_at: updates.filter(({ phase }) => phase === 'monitoring').at(-1)?.value.at ?? null,
		resolved_at: endOf(value, view.now),
		impact: value.impact,
		shortlink: noticeUrl(view, id),
		started_at: value.openedAt,
		page_id: view.pageId,
		components: all.filter((component) => !component.group && named.has(component.id)),
		reminder_intervals: null,
	};
}

/** An incident that an operator wrote a post-mortem about has it as its last update. */
function postmortemUpdate(view: View, id: string): UpdateOf<Incident> | null {
	const found = postmortemOf(view.state, id);
	if (!found) return null;
	const { title, body, publishedAt, updatedAt } = found.value;
	return {
		id: `${id}-postmortem`,
		status: 'postmortem',
		body: `${title}\n${plainText(body)}`,
		incident_id: id,
		created_at: publishedAt,
		updated_at: updatedAt,
		display_at: publishedAt,
		affected_components: null,
		deliver_notifications: true,
		custom_tweet: null,
		tweet_id: null,
	};
}

/** `all`: the components of the page. */
export function incidentOf(view: View, notice: Notice, all: readonly Component[]): Incident {
	const updates = phasedUpdates(view.state, notice);
	const fields = eventFields(view, notice, updates, all);
	const listed = updateFields(view, notice, updates).map(({ phase, fields: update }) => ({
		...update,
		status: incidentStatus(phase),
	}));
	if (fields.resolved_at === null)
		return { ...fields, status: incidentStatus(notice.value.phase), incident_updates: listed };
	const postmortem = postmortemUpdate(view, notice.id);
	return {
		...fields,
		status: postmortem ? 'postmortem' : 'resolved',
		incident_updates: [...(postmortem ? [postmortem] : []), ...listed],
	};
}

/** `all`: the components of the page. */
export function maintenanceOf(view: View, notice: Notice, all: readonly Component[]): Maintenance {
	const updates = phasedUpdates(view.state, notice);
	const fields = eventFields(view, notice, updates, all);
	const { window, estimate, updatedAt } = notice.value;
	const start = window?.start ?? fields.started_at;
	return {
		...fields,
		started_at: start,
		status:
			fields.resolved_at === null ? maintenanceStatus(effectivePhase(notice.value, view.now)) : 'completed',
		scheduled_for: start,
		scheduled_until: window?.end ?? estimate?.latest ?? fields.resolved_at ?? updatedAt,
		incident_updates: updateFields(view, notice, updates).map(({ phase, fields: update }) => ({
			...update,
			status: maintenanceStatus(phase),
		})),
	};
}
