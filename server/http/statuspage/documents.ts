/** The documents of the Statuspage API. */

import { overallStatus } from '../../../src/model/views/components.ts';
import { activeNotices, type Notice, upcomingMaintenance } from '../../../src/model/views/notices.ts';
import { page } from '../../../src/model/views/page.ts';
import type { NoticeKind } from '../../../src/model/vocabulary.ts';
import { newestNotices } from '../newest-notices.ts';
import { homeUrl } from '../public-address.ts';
import { allComponents } from './components.ts';
import { incidentOf, maintenanceOf } from './events.ts';
import type { Component, Documents, Incident, Maintenance } from './schemas.ts';
import type { View } from './view.ts';
import { pageStatus } from './words.ts';

/** How many events a list has, as at Statuspage. */
const mostEvents = 50;

/** The newest notices of a kind. */
const newest = ({ state, now }: View, kind: NoticeKind): Notice[] =>
	newestNotices(state, now, { kind }, mostEvents);

const isNoDrill = ({ value }: Notice): boolean => !value.drill;

const active = ({ state, now }: View, kind: NoticeKind): Notice[] =>
	activeNotices(state, now)
		.filter((notice) => notice.value.kind === kind && isNoDrill(notice))
		.sort((a, b) => Date.parse(b.value.openedAt) - Date.parse(a.value.openedAt));

const upcoming = ({ state, now }: View): Notice[] => upcomingMaintenance(state, now).filter(isNoDrill);

function pageOf(view: View): Documents['status']['page'] {
	const { state, now, times, pageId } = view;
	return {
		id: pageId,
		name: page(state)?.name ?? 'Status',
		url: homeUrl(view).replace(/\/$/, ''),
		time_zone: 'Etc/UTC',
		updated_at: times.lastChange ?? new Date(now).toISOString(),
	};
}

const statusOf = ({ state, now }: View): Documents['status']['status'] =>
	pageStatus[overallStatus(state, now)];

const incidents = (view: View, notices: readonly Notice[], all: readonly Component[]): Incident[] =>
	notices.map((notice) => incidentOf(view, notice, all));
const maintenances = (view: View, notices: readonly Notice[], all: readonly Component[]): Maintenance[] =>
	notices.map((notice) => maintenanceOf(view, notice, all));

function incidentDocument(view: View, notices: readonly Notice[]): Documents['incidents'] {
	return { page: pageOf(view), incidents: incidents(view, notices, allComponents(view)) };
}

function maintenanceDocument(view: View, notices: readonly Notice[]): Documents['maintenances'] {
	return { page: pageOf(view), scheduled_maintenances: maintenances(view, notices, allComponents(view)) };
}

function summary(view: View): Documents['summary'] {
	const all = allComponents(view);
	return {
		page: pageOf(view),
		components: all,
		incidents: incidents(view, active(view, 'incident'), all),
		scheduled_maintenances: maintenances(view, [...active(view, 'maintenance'), ...upcoming(view)], all),
		status: statusOf(view),
	};
}

/** By the path below `/api/v2`, without `.json`. */
export const documents = {
	summary: { schema: 'summary', make: summary },
	status: {
		schema: 'status',
		make: (view: View) => ({ page: pageOf(view), status: statusOf(view) }),
	},
	components: {
		schema: 'components',
		make: (view: View) => ({ page: pageOf(view), components: allComponents(view) }),
	},
	incidents: { schema: 'incidents', make: (view: View) => incidentDocument(view, newest(view, 'incident')) },
	'incidents/unresolved': {
		schema: 'incidents',
		make: (view: View) => incidentDocument(view, active(view, 'incident')),
	},
	'scheduled-maintenances': {
		schema: 'maintenances',
		make: (view: View) => maintenanceDocument(view, newest(view, 'maintenance')),
	},
	'scheduled-maintenances/upcoming': {
		schema: 'maintenances',
		make: (view: View) => maintenanceDocument(view, upcoming(view)),
	},
	'scheduled-maintenances/active': {
		schema: 'maintenances',
		make: (view: View) => maintenanceDocument(view, active(view, 'maintenance')),
	},
} as const satisfies {
	[path: string]: {
		[Name in keyof Documents]: { schema: Name; make: (view: View) => Documents[Name] };
	}[keyof Documents];
};
export type DocumentPath = keyof typeof documents;
