/** Instatus: the `summary.json` of a page. It has the title of what goes on, and no words. */
import type { Impact, Phase } from '../vocabulary.ts';
import { linkOf, objectOf, objectsOf, requireShape, textOf, timeOf, wordOf } from './untrusted.ts';
import type { VendorFeed } from './vendor-state.ts';
import { wholePage } from './whole-page.ts';

const impacts: Readonly<Record<string, Impact>> = {
	degradedperformance: 'minor',
	minoroutage: 'minor',
	partialoutage: 'major',
	majoroutage: 'critical',
};
const phases: Readonly<Record<string, Phase>> = {
	investigating: 'investigating',
	identified: 'identified',
	monitoring: 'monitoring',
	notstartedyet: 'scheduled',
	inprogress: 'in-progress',
	verifying: 'verifying',
};

/** Older answers have no ids: the address of a notice is one. */
const idOf = (id: unknown, url: unknown, name: unknown): string =>
	textOf(id) || textOf(url).split('/').filter(Boolean).at(-1) || textOf(name);

export const feed: VendorFeed = {
	path: 'summary.json',
	read(json, now) {
		const { page, activeIncidents, activeMaintenances } = objectOf(json);
		const { name, url, status } = objectOf(page);
		requireShape(textOf(name) && textOf(status));
		const received = new Date(now).toISOString();
		return {
			name: textOf(name),
			url: linkOf(url),
			// The feed has no components. Trouble without an incident must not look like none.
			components: wholePage(
				textOf(name),
				textOf(status) === 'HASISSUES' && objectsOf(activeIncidents).length === 0,
			),
			notices: [
				...objectsOf(activeIncidents).map((event) => {
					const openedAt = timeOf(event.started) ?? received;
					const phase = wordOf(phases, event.status, 'investigating');
					return {
						...{ id: idOf(event.id, event.url, event.name), kind: 'incident' as const, phase, openedAt },
						title: textOf(event.name),
						impact: wordOf(impacts, event.impact, 'minor'),
						affected: [],
						updates: [{ at: timeOf(event.updatedAt) ?? openedAt, text: '', phase }],
						url: linkOf(event.url),
					};
				}),
				...objectsOf(activeMaintenances).map((event) => {
					const start = timeOf(event.start) ?? received;
					const minutes = Number(event.duration) || 60;
					const phase = wordOf(phases, event.status, 'scheduled');
					const [openedAt = start] = [start, received].sort();
					return {
						...{ id: idOf(event.id, event.url, event.name), kind: 'maintenance' as const, phase, openedAt },
						title: textOf(event.name),
						impact: 'none' as const,
						window: { start, end: new Date(Date.parse(start) + minutes * 60_000).toISOString() },
						affected: [],
						updates: [{ at: openedAt, text: '', phase }],
						url: linkOf(event.url),
					};
				}),
			],
		};
	},
};
