/** Better Stack: the `index.json` of a status page, in the form of JSON:API. */
import type { ComponentStatus, Impact, Phase } from '../vocabulary.ts';
import { type Json, linkOf, objectOf, objectsOf, requireShape, textOf, timeOf, wordOf } from './untrusted.ts';
import type { VendorFeed, VendorNotice } from './vendor-state.ts';

const statuses: Readonly<Record<string, ComponentStatus>> = {
	degraded: 'degraded',
	downtime: 'major-outage',
	maintenance: 'maintenance',
};
const impacts: Readonly<Record<string, Impact>> = { degraded: 'minor', downtime: 'major' };

interface Entry {
	readonly id: string;
	readonly of: Json;
}

function noticeOf({ id, of: report }: Entry, updates: readonly Entry[], now: number): VendorNotice[] {
	const [start, end] = [timeOf(report.starts_at), timeOf(report.ends_at)];
	const isMaintenance = textOf(report.report_type) === 'maintenance';
	if (!start || (end && Date.parse(end) <= now) || (isMaintenance && !end)) return [];
	const phase: Phase = !isMaintenance
		? 'investigating'
		: Date.parse(start) <= now
			? 'in-progress'
			: 'scheduled';
	const own = updates.filter(({ of }) => textOf(of.status_report_id) === id);
	const openedAt = own.map(({ of }) => timeOf(of.published_at) ?? start).sort()[0] ?? start;
	return [
		{
			id,
			...{ kind: isMaintenance ? 'maintenance' : 'incident', phase },
			title: textOf(report.title),
			impact: isMaintenance ? 'none' : wordOf(impacts, report.aggregate_state, 'minor'),
			openedAt,
			window: isMaintenance && end ? { start, end } : null,
			affected: objectsOf(report.affected_resources).map(({ status_page_resource_id, status }) => ({
				component: textOf(status_page_resource_id),
				status: wordOf(statuses, status, 'operational'),
			})),
			// The feed has no phases: a report goes on until it ends.
			updates: own.map(({ of }) => ({
				at: timeOf(of.published_at) ?? openedAt,
				text: textOf(of.message),
				phase,
			})),
		},
	];
}

export const feed: VendorFeed = {
	path: 'index.json',
	read(json, now) {
		const { data, included } = objectOf(json);
		requireShape(objectOf(data).type === 'status_page' && Array.isArray(included));
		const page = objectOf(objectOf(data).attributes);
		const ofType = (name: string): Entry[] =>
			objectsOf(included)
				.filter(({ type }) => type === name)
				.map(({ id, attributes }) => ({ id: textOf(id), of: objectOf(attributes) }));
		const byPosition = (a: Entry, b: Entry): number =>
			Number(a.of.position ?? 0) - Number(b.of.position ?? 0);
		const sections = ofType('status_page_section').sort(byPosition);
		const resources = ofType('status_page_resource').sort(byPosition);
		const orderOf = ({ of }: Entry): number =>
			sections.findIndex(({ id }) => id === textOf(of.status_page_section_id));
		const host = textOf(page.custom_domain);
		return {
			name: textOf(page.company_name),
			url: host ? linkOf(`https://${host}`) : linkOf(page.company_url),
			components: resources
				.sort((a, b) => orderOf(a) - orderOf(b) || byPosition(a, b))
				.map((resource) => ({
					id: resource.id,
					name: textOf(resource.of.public_name),
					description: textOf(resource.of.explanation) || null,
					group: textOf(sections[orderOf(resource)]?.of.name) || null,
					status: wordOf(statuses, resource.of.status, 'operational'),
				})),
			notices: ofType('status_report').flatMap((report) => noticeOf(report, ofType('status_update'), now)),
		};
	},
};
