/**
 * Webhooks in the shape that Atlassian Statuspage sends, for receivers that are written for it. As at
 * Statuspage, they are about incidents and maintenance.
 */
import { overallStatus } from '../../../../src/model/views/components.ts';
import { notice as findNotice } from '../../../../src/model/views/notices.ts';
import { allComponents } from '../../../http/statuspage/components.ts';
import { incidentOf, maintenanceOf } from '../../../http/statuspage/events.ts';
import type { View } from '../../../http/statuspage/view.ts';
import { pageStatus } from '../../../http/statuspage/words.ts';
import type { ChannelKind, SendRequest } from '../channel-kind.ts';
import type { ChannelMessage } from '../channel-message.ts';
import { retractedNotice } from '../contents/retraction-content.ts';
import { postJson } from '../post-result.ts';

const ended: readonly string[] = ['resolved', 'completed', 'postmortem'];

/**
 * Statuspage has no word for it: for the receiver, the event is over. It has no words but the
 * server's own.
 */
function retractedEvent(view: View, { id: message, notice, at, note, text }: ChannelMessage) {
	const { id, title: name, kind, impact, window, url } = notice;
	const status = kind === 'maintenance' ? 'completed' : 'resolved';
	const openedAt = retractedNotice(view.state, id)?.value.openedAt ?? at;
	const times = { created_at: openedAt, started_at: openedAt, updated_at: at, resolved_at: at };
	const update = {
		...{ id: message, status, body: note ?? text, incident_id: id, affected_components: null },
		...{ created_at: at, updated_at: at, display_at: at, deliver_notifications: true },
		...{ custom_tweet: null, tweet_id: null },
	};
	return {
		...{ id, name, status, impact, ...times, monitoring_at: null, shortlink: url, page_id: view.pageId },
		...{ components: [], reminder_intervals: null, incident_updates: [update], backfilled: false },
		...(window && { scheduled_for: window.start, scheduled_until: window.end }),
	};
}

/** The event as it was after the update that is sent. */
function eventOf(view: View, { message }: Pick<SendRequest, 'message'>) {
	if (message.what === 'retracted') return retractedEvent(view, message);
	const notice = findNotice(view.state, message.notice.id);
	if (!notice) return null;
	const all = allComponents(view);
	const event =
		notice.value.kind === 'maintenance' ? maintenanceOf(view, notice, all) : incidentOf(view, notice, all);
	const place = event.incident_updates.findIndex(({ id }) => id === message.update);
	const updates = event.incident_updates.slice(Math.max(place, 0));
	const { status } = (place > 0 ? updates[0] : null) ?? event;
	return {
		...event,
		...{
			status,
			incident_updates: updates,
			backfilled: false,
			updated_at: updates[0]?.updated_at ?? event.updated_at,
		},
		monitoring_at: updates.some((each) => each.status === 'monitoring') ? event.monitoring_at : null,
		resolved_at: ended.includes(status) ? event.resolved_at : null,
	};
}

export function statuspageDocument(request: Pick<SendRequest, 'message' | 'source'>) {
	const { source, message } = request;
	const address = source.address ?? '';
	const view: View = { ...source, address, pageId: source.logId };
	const { indicator, description } = pageStatus[overallStatus(source.state, source.now)];
	const home = message.page.url ?? '';
	const event = message.what === 'test' ? null : eventOf(view, request);
	return {
		meta: { unsubscribe: home, documentation: home },
		page: { id: source.logId, status_indicator: indicator, status_description: description },
		...(event && { incident: event }),
	};
}

export const statuspageWebhook: ChannelKind = {
	required: ['url'],
	optional: [],
	signs: false,
	sends: ({ notice: { kind }, what }) =>
		what !== 'remedy' && (kind === 'incident' || (kind === 'maintenance' && what !== 'postmortem')),
	send: (request) => postJson(request, statuspageDocument(request), { 'webhook-id': request.message.id }),
};
