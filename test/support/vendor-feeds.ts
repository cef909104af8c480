/** What status pages of other vendors answer, in their exact shapes: all is well, and an outage. */
const page = { id: 'b4k2ps8q1zzt', name: 'Example Shop', url: 'https://status.example.com' };
const hourAgo = (): string => new Date(Date.now() - 3_600_000).toISOString();
const inDays = (days: number, hours = 0): string =>
	new Date(Date.now() + days * 86_400_000 + hours * 3_600_000).toISOString();

const component = (id: string, name: string, status: string, more: object = {}) => ({
	...{ id, name, status, created_at: '2027-03-02T10:00:00.000Z', updated_at: hourAgo(), position: 1 },
	...{ description: null, showcase: true, start_date: '2027-03-02', group_id: null, page_id: page.id },
	...{ group: false, only_show_if_degraded: false, ...more },
});
const incidentUpdate = (status: string, body: string) => ({
	...{ id: `u-${status}`, status, body, incident_id: 'p31zjtct2jer', created_at: hourAgo() },
	...{ updated_at: hourAgo(), display_at: hourAgo(), affected_components: null, deliver_notifications: true },
});

export interface RecordedFeed {
	/** Below the address of the page. */
	readonly path: string;
	readonly calm: () => object;
	/** "Payments are failing", identified, and maintenance that is planned where the feed has it. */
	readonly outage: () => object;
	/** Whether the feed has words, and components. */
	readonly has: { readonly words: boolean; readonly components: boolean };
	/** How bad the outage is shown: as far as the feed says it. */
	readonly impact: RegExp;
}

export const recordedFeeds: Readonly<Record<string, RecordedFeed>> = {
	statuspage: {
		path: '/api/v2/summary.json',
		has: { words: true, components: true },
		impact: /Major impact/,
		calm: () => ({
			page: { ...page, time_zone: 'Etc/UTC', updated_at: hourAgo() },
			components: [component('c1', 'Checkout', 'operational'), component('c2', 'Search', 'operational')],
			...{ incidents: [], scheduled_maintenances: [] },
			status: { indicator: 'none', description: 'All Systems Operational' },
		}),
		outage: () => ({
			page: { ...page, time_zone: 'Etc/UTC', updated_at: hourAgo() },
			components: [component('c1', 'Checkout', 'partial_outage'), component('c2', 'Search', 'operational')],
			incidents: [
				{
					...{ id: 'p31zjtct2jer', name: 'Payments are failing', status: 'identified', impact: 'major' },
					...{ created_at: hourAgo(), updated_at: hourAgo(), monitoring_at: null, resolved_at: null },
					...{ shortlink: 'https://stspg.example/p31zjtct2jer', started_at: hourAgo(), page_id: page.id },
					incident_updates: [
						incidentUpdate('identified', 'The cause is <b>found</b> &amp; a fix is coming.'),
						incidentUpdate('investigating', 'We are looking into it.'),
					],
					components: [component('c1', 'Checkout', 'partial_outage')],
				},
			],
			scheduled_maintenances: [
				{
					...{ id: 'm26bbbbbbbbb', name: 'Database upgrade', status: 'scheduled', impact: 'maintenance' },
					...{ created_at: hourAgo(), updated_at: hourAgo(), monitoring_at: null, resolved_at: null },
					...{ scheduled_for: inDays(2), scheduled_until: inDays(2, 2), page_id: page.id },
					...{ incident_updates: [], components: [], shortlink: null, started_at: inDays(2) },
				},
			],
			status: { indicator: 'major', description: 'Partial System Outage' },
		}),
	},
	'incident-io': {
		path: '/api/v1/summary',
		has: { words: true, components: true },
		impact: /Major impact/,
		calm: () => ({
			...{ page_title: page.name, page_url: page.url, ongoing_incidents: [] },
			...{ in_progress_maintenances: [], scheduled_maintenances: [] },
		}),
		outage: () => ({
			...{ page_title: page.name, page_url: page.url },
			ongoing_incidents: [
				{
					...{ id: '01FCNDV6P870EA6S7TK1DSYDG0', name: 'Payments are failing', status: 'identified' },
					...{ url: 'https://status.example.com/incidents/01FC', last_update_at: hourAgo() },
					last_update_message: 'The cause is found & a fix is coming.',
					current_worst_impact: 'partial_outage',
					affected_components: [
						{ id: '01C1', name: 'Checkout', group_name: 'Shop', current_status: 'partial_outage' },
					],
				},
			],
			in_progress_maintenances: [],
			scheduled_maintenances: [
				{
					...{ id: '01M2', name: 'Database upgrade', status: 'maintenance_scheduled' },
					...{ url: 'https://status.example.com/maintenances/01M2', last_update_at: hourAgo() },
					...{ last_update_message: 'We upgrade.', starts_at: inDays(2), ends_at: inDays(2, 2) },
					affected_components: [],
				},
			],
		}),
	},
	openstatus: {
		path: '/feed/json',
		has: { words: true, components: true },
		impact: /Minor impact/,
		calm: () => ({
			...{ title: page.name, description: '', status: 'success', updatedAt: hourAgo(), monitors: [] },
			pageComponents: [
				{
					id: 1,
					name: 'Checkout',
					description: null,
					monitorId: null,
					order: 0,
					groupId: null,
					groupOrder: 0,
				},
			],
			...{ pageComponentGroups: [], maintenances: [], statusReports: [] },
		}),
		outage: () => ({
			...{ title: page.name, description: '', status: 'degraded', updatedAt: hourAgo(), monitors: [] },
			pageComponents: [
				{
					id: 1,
					name: 'Checkout',
					description: null,
					monitorId: null,
					order: 0,
					groupId: null,
					groupOrder: 0,
				},
			],
			pageComponentGroups: [],
			maintenances: [
				{
					...{ id: 6, name: 'Database upgrade', message: 'We upgrade.', maintenanceUpdates: [] },
					...{ from: inDays(2), to: inDays(2, 2), updatedAt: hourAgo(), monitors: [], pageComponents: [1] },
				},
			],
			statusReports: [
				{
					...{ id: 41, title: 'Payments are failing', updatedAt: hourAgo(), status: 'identified' },
					...{ monitors: [], pageComponents: [1] },
					statusReportUpdates: [
						{
							...{ id: 411, status: 'identified', message: 'The cause is found & a fix is coming.' },
							...{ date: hourAgo(), updatedAt: hourAgo() },
						},
					],
				},
			],
		}),
	},
	betterstack: {
		path: '/index.json',
		has: { words: true, components: true },
		impact: /Major impact/,
		calm: () => betterstack('operational', []),
		outage: () =>
			betterstack('downtime', [
				{
					...{ id: '7', type: 'status_report' },
					attributes: {
						...{ title: 'Payments are failing', report_type: 'manual', starts_at: hourAgo(), ends_at: null },
						...{ status_page_id: 165, aggregate_state: 'downtime' },
						affected_resources: [{ status_page_resource_id: '11', status: 'downtime' }],
					},
					relationships: { status_updates: { data: [{ id: '71', type: 'status_update' }] } },
				},
				{
					...{ id: '71', type: 'status_update' },
					attributes: {
						message: 'The cause is found & a fix is coming.',
						...{ published_at: hourAgo(), published_at_timezone: null, notify_subscribers: true },
						...{ status_report_id: 7, affected_resources: [] },
					},
				},
				{
					...{ id: '8', type: 'status_report' },
					attributes: {
						...{ title: 'Database upgrade', report_type: 'maintenance', status_page_id: 165 },
						...{ starts_at: inDays(2), ends_at: inDays(2, 2), aggregate_state: 'maintenance' },
						affected_resources: [],
					},
				},
			]),
	},
	instatus: {
		path: '/summary.json',
		has: { words: false, components: false },
		impact: /Major impact/,
		calm: () => ({ page: { name: page.name, url: page.url, status: 'UP' } }),
		outage: () => ({
			page: { name: page.name, url: page.url, status: 'HASISSUES' },
			activeIncidents: [
				{
					...{
						name: 'Payments are failing',
						started: hourAgo(),
						status: 'IDENTIFIED',
						impact: 'PARTIALOUTAGE',
					},
					url: 'https://status.example.com/incident/clp1',
				},
			],
			activeMaintenances: [
				{
					...{ name: 'Database upgrade', start: inDays(2), status: 'NOTSTARTEDYET', duration: '120' },
					url: 'https://status.example.com/maintenance/clp2',
				},
			],
		}),
	},
	cstate: {
		path: '/index.json',
		has: { words: false, components: true },
		impact: /Major impact/,
		calm: () => cstate('ok', []),
		outage: () =>
			cstate('disrupted', [
				{
					...{ is: 'issue', title: 'Payments are failing', createdAt: hourAgo(), lastMod: hourAgo() },
					...{ permalink: 'https://status.example.com/issues/2030-01-01-payments/', severity: 'disrupted' },
					...{ resolved: false, informational: false, resolvedAt: '<no value>', affected: ['Checkout'] },
					filename: '2030-01-01-payments.md',
				},
			]),
	},
};

function betterstack(state: string, more: readonly object[]) {
	return {
		data: {
			...{ id: '165', type: 'status_page' },
			attributes: {
				...{ company_name: page.name, company_url: 'https://example.com', contact_url: null },
				...{ timezone: 'UTC', subdomain: 'shop', custom_domain: 'status.example.com', announcement: null },
				...{ aggregate_state: state, created_at: hourAgo(), updated_at: hourAgo() },
			},
			relationships: {},
		},
		included: [
			{
				id: '1',
				type: 'status_page_section',
				attributes: { name: 'Shop', position: 0, status_page_id: 165 },
			},
			{
				...{ id: '11', type: 'status_page_resource' },
				attributes: {
					...{ status_page_section_id: 1, resource_id: 5, resource_type: 'Monitor', position: 0 },
					...{ public_name: 'Checkout', explanation: '', status: state, availability: 0.99 },
				},
			},
			...more,
		],
	};
}

function cstate(status: string, unresolvedIssues: readonly object[]) {
	return {
		...{ is: 'index', cStateVersion: '6.0', apiVersion: '2.0', title: page.name, languageCode: 'en' },
		...{ baseURL: page.url, description: '', summaryStatus: status, categories: [{ name: 'Shop' }] },
		pinnedIssues: [],
		systems: [
			{ name: 'Checkout', category: 'Shop', status, unresolvedIssues },
			{ name: 'Search', category: 'Shop', status: 'ok', unresolvedIssues: [] },
		],
	};
}
