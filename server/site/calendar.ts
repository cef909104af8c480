/** Maintenance as a calendar to subscribe to (iCalendar, RFC 5545 and 7986). */
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { plainText } from '../../src/model/rich-text.ts';
import { page } from '../../src/model/views/page.ts';
import { newestNotices } from '../http/newest-notices.ts';
import { noticeUrl } from '../http/public-address.ts';
import { noticeText, validUpdates } from './notice-text.ts';
import type { SiteView } from './view.ts';

const mostEvents = 200;
/** How long an event stays after its end. */
const keptMs = 90 * 86_400_000;
/** How often calendars ask again, in seconds. */
const askAgainSeconds = 3_600;

export function calendar(view: SiteView): string {
	const { state, now, component, logId, words } = view;
	const name = page(state)?.name;
	const made = new ICalCalendar({
		prodId: { company: 'Candor', product: 'Candor', language: view.language.toUpperCase() },
		name: name === undefined ? words.upcoming : `${name} · ${words.upcoming}`,
		method: ICalCalendarMethod.PUBLISH,
		ttl: askAgainSeconds,
	});
	const filter = { kind: 'maintenance', component: component ?? undefined } as const;
	const notices = newestNotices(state, now, filter, mostEvents, ({ value: { window } }) =>
		window === null ? false : Date.parse(window.end) > now - keptMs,
	);
	for (const notice of notices) {
		const text = noticeText(view, notice);
		const { value, phase } = text;
		if (!value.window) continue;
		const [latest] = validUpdates(text);
		made.createEvent({
			// Another log may have another notice with the same id.
			id: `${notice.id}-${value.openedAt.replace(/\D/g, '')}@${logId}`,
			// Grows with every change, also with those that are no update.
			sequence: notice.seq,
			start: new Date(value.window.start),
			end: new Date(value.window.end),
			created: new Date(value.openedAt),
			stamp: new Date(value.updatedAt),
			lastModified: new Date(value.updatedAt),
			summary: value.title,
			description: latest ? plainText(latest.body) : null,
			url: noticeUrl(view, notice.id),
			status: phase === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
			// It makes no reader busy.
			transparency: ICalEventTransparency.TRANSPARENT,
		});
	}
	return made.toString();
}
