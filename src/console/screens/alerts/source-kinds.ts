/** The kinds of alert sources, for people. A new kind needs an entry here; without it the console does not compile. */
import type { Schema } from '../../api/client.ts';

export type SourceKind = Schema<'CreateAlertSource'>['kind'];
export type SourceSettings = NonNullable<Schema<'CreateAlertSource'>['settings']>;

export interface SourceField {
	readonly name: keyof SourceSettings;
	readonly label: string;
	readonly hint: string;
	/** `json`: a document; it is parsed before it is sent. */
	readonly type: 'text' | 'json';
}

export interface SourceWords {
	readonly title: string;
	/** How the server knows that a message comes from the tool. */
	readonly proof: string;
	/** Who makes the secret. */
	readonly secret: 'server' | 'tool' | 'none';
	readonly fields: readonly SourceField[];
}

export const sourceKinds: Readonly<Record<SourceKind, SourceWords>> = {
	alertmanager: {
		title: 'Prometheus Alertmanager',
		proof: 'It sends the secret as a bearer token (http_config.authorization.credentials_file).',
		...{ secret: 'server', fields: [] },
	},
	grafana: {
		title: 'Grafana',
		proof:
			'It signs each message with the secret (HMAC signature of the contact point). With the header for the time, an old message cannot be sent again.',
		secret: 'server',
		fields: [
			{
				...{ name: 'timestampHeader', label: 'Header with the time', type: 'text' },
				hint: 'such as X-Grafana-Alerting-Timestamp; empty: the body alone is signed',
			},
		],
	},
	pagerduty: {
		title: 'PagerDuty',
		proof: 'It signs each message with the secret that PagerDuty has made for the webhook subscription.',
		...{ secret: 'tool', fields: [] },
	},
	datadog: {
		title: 'Datadog',
		proof: 'It sends the secret as a bearer token, in a custom header of the webhook.',
		...{ secret: 'server', fields: [] },
	},
	statuspage: {
		title: 'Status page of a vendor, by webhook',
		proof: 'It sends the secret as the password of basic authentication, because Statuspage signs nothing.',
		...{ secret: 'server', fields: [] },
	},
	sns: {
		title: 'Amazon CloudWatch (SNS)',
		proof: 'Amazon signs each message. The server checks it, and accepts one topic. There is no secret.',
		secret: 'none',
		fields: [
			{
				...{ name: 'topic', label: 'Topic', type: 'text' },
				hint: 'its ARN, such as arn:aws:sns:eu-central-1:123456789012:alarms',
			},
		],
	},
	json: {
		title: 'Any other tool (JSON)',
		proof: 'It sends the secret as a bearer token, or as the password of basic authentication.',
		secret: 'server',
		fields: [
			{
				...{ name: 'mapping', label: 'Mapping', type: 'json' },
				hint: 'where a document of the tool has what: {"key": "eventid", "status": "state", "firing": ["OPEN"]}; empty: Candor’s own shape',
			},
		],
	},
	heartbeat: {
		title: 'A sign of life',
		proof:
			'A job sends the secret as a bearer token each time it has run. An alert fires when a request is missing.',
		secret: 'server',
		fields: [{ name: 'every', label: 'Expected every', hint: 'from 10s to 7d, such as 25h', type: 'text' }],
	},
	vendor: {
		title: 'Status page of a vendor, which the server asks',
		proof: 'The server asks the page once a minute. Nothing is sent to it, and there is no secret.',
		secret: 'none',
		fields: [
			{
				...{ name: 'page', label: 'Page', type: 'text' },
				hint: 'its address, such as https://status.vendor.example, or that of its JSON',
			},
			{
				...{ name: 'shape', label: 'Shape', type: 'text' },
				hint: 'incident-io for the widget of incident.io; empty: Statuspage and pages like it',
			},
		],
	},
};

export const sourceKindNames = Object.keys(sourceKinds) as readonly SourceKind[];
