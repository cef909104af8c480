/** The documents of the Statuspage API, version 2. */
import { z } from '@hono/zod-openapi';
import { impacts } from '../../../src/model/vocabulary.ts';
import { componentStatus } from './words.ts';

const instant = z.iso.datetime();
const status = z.enum(Object.values(componentStatus));
const impact = z.enum(impacts);

const page = z
	.strictObject({
		id: z.string().openapi({ description: 'The id of the log.' }),
		name: z.string(),
		url: z.string(),
		time_zone: z.string(),
		updated_at: instant.openapi({ description: 'When anything public last changed.' }),
	})
	.openapi('StatuspagePage');

const component = z
	.strictObject({
		id: z.string(),
		name: z.string(),
		status,
		created_at: instant,
		updated_at: instant,
		position: z.int(),
		description: z.string().nullable(),
		showcase: z.boolean(),
		start_date: z.string().nullable(),
		group_id: z.string().nullable().openapi({ description: 'The group that the component is in.' }),
		page_id: z.string(),
		group: z.boolean().openapi({ description: 'Whether it is a group.' }),
		only_show_if_degraded: z.boolean(),
		components: z
			.array(z.string())
			.optional()
			.openapi({ description: 'The ids of the members. Groups only.' }),
	})
	.openapi('StatuspageComponent');

const updateOf = <Status extends z.ZodType>(statuses: Status) =>
	z.strictObject({
		id: z.string(),
		status: statuses,
		body: z.string().openapi({ description: 'Plain text.' }),
		incident_id: z.string(),
		created_at: instant,
		updated_at: instant,
		display_at: instant.openapi({ description: 'The time that readers are shown.' }),
		affected_components: z
			.array(z.strictObject({ code: z.string(), name: z.string(), old_status: status, new_status: status }))
			.nullable()
			.openapi({ description: 'What the update changed for components. `null`: nothing.' }),
		deliver_notifications: z.boolean(),
		custom_tweet: z.string().nullable(),
		tweet_id: z.string().nullable(),
	});

const eventFields = {
	id: z.string(),
	name: z.string(),
	created_at: instant,
	updated_at: instant,
	monitoring_at: instant.nullable(),
	resolved_at: instant.nullable(),
	impact,
	shortlink: z.string(),
	started_at: instant,
	page_id: z.string(),
	components: z.array(component),
	reminder_intervals: z.string().nullable(),
};

const incidentStatuses = z.enum(['investigating', 'identified', 'monitoring', 'resolved', 'postmortem']);
const maintenanceStatuses = z.enum(['scheduled', 'in_progress', 'verifying', 'completed']);

const incident = z
	.strictObject({
		...eventFields,
		status: incidentStatuses,
		incident_updates: z
			.array(updateOf(incidentStatuses))
			.openapi({ description: 'The newest first. The newest 100, and the first one.' }),
	})
	.openapi('StatuspageIncident');

const maintenance = z
	.strictObject({
		...eventFields,
		status: maintenanceStatuses,
		scheduled_for: instant,
		scheduled_until: instant,
		incident_updates: z
			.array(updateOf(maintenanceStatuses))
			.openapi({ description: 'The newest first. The newest 100, and the first one.' }),
	})
	.openapi('StatuspageMaintenance');

const overall = z.strictObject({ indicator: impact, description: z.string() }).openapi('StatuspageStatus');

export const documentSchemas = {
	summary: z
		.strictObject({
			page,
			components: z.array(component),
			incidents: z.array(incident),
			scheduled_maintenances: z.array(maintenance),
			status: overall,
		})
		.openapi('StatuspageSummary'),
	status: z.strictObject({ page, status: overall }).openapi('StatuspageStatusDocument'),
	components: z.strictObject({ page, components: z.array(component) }).openapi('StatuspageComponents'),
	incidents: z.strictObject({ page, incidents: z.array(incident) }).openapi('StatuspageIncidents'),
	maintenances: z
		.strictObject({ page, scheduled_maintenances: z.array(maintenance) })
		.openapi('StatuspageMaintenances'),
};

export type Component = z.infer<typeof component>;
export type Incident = z.infer<typeof incident>;
export type Maintenance = z.infer<typeof maintenance>;
export type Documents = { [Name in keyof typeof documentSchemas]: z.infer<(typeof documentSchemas)[Name]> };
