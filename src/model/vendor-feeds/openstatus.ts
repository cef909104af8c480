/** OpenStatus: the JSON feed of a page. It does not say how bad a report is. */
import { isEndedPhase, type Phase } from '../vocabulary.ts';
import { type Json, objectOf, objectsOf, requireShape, textOf, timeOf, wordOf } from './untrusted.ts';
import type { VendorFeed, VendorNotice } from './vendor-state.ts';
import { wholePage } from './whole-page.ts';

const phases: Readonly<Record<string, Phase>> = {
	investigating: 'investigating',
	identified: 'identified',
	monitoring: 'monitoring',
	resolved: 'resolved',
};

function incidentOf(report: Json, components: readonly string[]): VendorNotice {
	const updates = objectsOf(report.statusReportUpdates)
		.map(({ date, message, status }) => ({
			at: timeOf(date) ?? '',
			text: textOf(message),
			phase: wordOf(phases, status, 'investigating'),
		}))
		.filter(({ at }) => at !== '');
	return {
		id: `report-${textOf(report.id)}`,
		kind: 'incident',
		title: textOf(report.title),
		phase: wordOf(phases, report.status, 'investigating'),
		impact: 'minor',
		openedAt: updates.map(({ at }) => at).sort()[0] ?? timeOf(report.updatedAt) ?? new Date(0).toISOString(),
		affected: components.map((component) => ({ component, status: 'degraded' })),
		updates,
	};
}

function maintenanceOf(work: Json, components: readonly string[], now: number): VendorNotice[] {
	const [start, end] = [timeOf(work.from), timeOf(work.to)];
	if (!start || !end || Date.parse(end) <= now) return [];
	const phase: Phase = Date.parse(start) <= now ? 'in-progress' : 'scheduled';
	const at = timeOf(work.updatedAt) ?? new Date(now).toISOString();
	const updates = objectsOf(work.maintenanceUpdates).map(({ date, message }) => ({
		at: timeOf(date) ?? at,
		text: textOf(message),
		phase,
	}));
	return [
		{
			id: `maintenance-${textOf(work.id)}`,
			...{ kind: 'maintenance', phase, impact: 'none' },
			title: textOf(work.name),
			openedAt: at,
			window: { start, end },
			affected: components.map((component) => ({ component, status: 'maintenance' })),
			updates: updates.length > 0 ? updates : [{ at, text: textOf(work.message), phase }],
		},
	];
}

export const feed: VendorFeed = {
	path: 'feed/json',
	read(json, now) {
		const document = objectOf(json);
		requireShape(textOf(document.title) && Array.isArray(document.statusReports));
		const newer = objectsOf(document.pageComponents);
		const name = newer.length > 0 ? 'pageComponents' : 'monitors';
		const groups = new Map(objectsOf(document.pageComponentGroups).map(({ id, name }) => [id, textOf(name)]));
		const namedIn = (value: Json): string[] => {
			const list = value[name];
			return Array.isArray(list) ? list.slice(0, 100).map(textOf) : [];
		};
		const notices = [
			...objectsOf(document.statusReports).map((report) => incidentOf(report, namedIn(report))),
			...objectsOf(document.maintenances).flatMap((work) => maintenanceOf(work, namedIn(work), now)),
		].filter(({ phase }) => !isEndedPhase(phase));
		const hasTrouble = /^(degraded|error)$/.test(textOf(document.status));
		return {
			name: textOf(document.title),
			url: null,
			components: [
				...objectsOf(document[name])
					.sort((a, b) => Number(a.order ?? 0) - Number(b.order ?? 0))
					.map(({ id, name, description, groupId }) => ({
						id: textOf(id),
						name: textOf(name),
						description: textOf(description) || null,
						group: groups.get(groupId) || null,
						status: 'operational' as const,
					})),
				...wholePage(textOf(document.title), hasTrouble && !notices.some(({ kind }) => kind === 'incident')),
			],
			notices,
		};
	},
};
