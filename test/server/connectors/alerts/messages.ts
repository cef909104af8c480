/** A message of each monitoring tool, in its own shape, that fires or ends one alert. */
import { createHmac } from 'node:crypto';

export interface Message {
	readonly body: string;
	readonly headers: Readonly<Record<string, string>>;
}

interface Options {
	readonly secret: string;
	/** Epoch milliseconds. */
	readonly now: number;
	readonly firing?: boolean;
}

export const hmac = (secret: string, text: string): string =>
	createHmac('sha256', secret).update(text).digest('hex');

const alertsOf = (now: number, firing: boolean, more: object = {}) => ({
	receiver: 'candor',
	status: firing ? 'firing' : 'resolved',
	groupKey: '{}:{alertname="CheckoutErrors"}',
	truncatedAlerts: 0,
	alerts: [
		{
			status: firing ? 'firing' : 'resolved',
			labels: { alertname: 'CheckoutErrors', service: 'checkout', severity: 'page' },
			annotations: { summary: 'Half of the payments fail' },
			startsAt: new Date(now - 60_000).toISOString(),
			endsAt: firing ? '0001-01-01T00:00:00Z' : new Date(now).toISOString(),
			generatorURL: 'http://prometheus.example/graph',
			fingerprint: '4c8b1d2f3a5e6970',
		},
	],
	...more,
});

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

export interface Sender {
	/** The settings of the source. */
	readonly settings: object;
	/** The name of the header with the proof. */
	readonly proof: string;
	/** Whether an old message is refused or ignored. */
	readonly refusesOld: boolean;
	message(options: Options): Message;
}

export const senders: Readonly<Record<string, Sender>> = {
	alertmanager: {
		settings: {},
		proof: 'authorization',
		refusesOld: false,
		message: ({ secret, now, firing = true }) => ({
			body: JSON.stringify(alertsOf(now, firing, { version: '4' })),
			headers: bearer(secret),
		}),
	},
	grafana: {
		settings: { timestampHeader: 'X-Grafana-Alerting-Timestamp' },
		proof: 'x-grafana-alerting-signature',
		refusesOld: true,
		message({ secret, now, firing = true }) {
			const body = JSON.stringify(alertsOf(now, firing, { version: '1', orgId: 1 }));
			const time = String(Math.floor(now / 1_000));
			return {
				body,
				headers: {
					'x-grafana-alerting-timestamp': time,
					'x-grafana-alerting-signature': hmac(secret, `${time}:${body}`),
				},
			};
		},
	},
	pagerduty: {
		settings: {},
		proof: 'x-pagerduty-signature',
		refusesOld: false,
		message({ secret, now, firing = true }) {
			const body = JSON.stringify({
				event: {
					id: `01${now}`,
					event_type: firing ? 'incident.triggered' : 'incident.resolved',
					resource_type: 'incident',
					occurred_at: new Date(now).toISOString(),
					data: {
						id: 'PGR0VU2',
						type: 'incident',
						status: firing ? 'triggered' : 'resolved',
						title: 'Half of the payments fail',
						urgency: 'high',
						service: { id: 'PF9KMXH', summary: 'checkout', type: 'service_reference' },
						priority: null,
					},
				},
			});
			return { body, headers: { 'x-pagerduty-signature': `v1=${hmac(secret, body)}` } };
		},
	},
	datadog: {
		settings: {},
		proof: 'authorization',
		refusesOld: false,
		message: ({ secret, now, firing = true }) => ({
			body: JSON.stringify({
				monitor: '91827364',
				scope: 'service:checkout',
				transition: firing ? 'Triggered' : 'Recovered',
				title: 'Half of the payments fail',
				tags: 'service:checkout,env:prod',
				priority: 'normal',
				at: String(now),
			}),
			headers: bearer(secret),
		}),
	},
	statuspage: {
		settings: {},
		proof: 'authorization',
		refusesOld: false,
		message: ({ secret, now, firing = true }) => ({
			body: JSON.stringify({
				meta: { unsubscribe: 'https://status.example.com/unsubscribe' },
				page: { id: 'j2mfxwj97wnj', status_indicator: 'major', status_description: 'Partial outage' },
				incident: {
					id: '5m4jb6h1hkxz',
					name: 'checkout',
					status: firing ? 'investigating' : 'resolved',
					impact: 'major',
					updated_at: new Date(now).toISOString(),
					incident_updates: [],
				},
			}),
			headers: {
				authorization: `Basic ${Buffer.from(`candor:${secret}`).toString('base64')}`,
			},
		}),
	},
	json: {
		settings: {
			mapping: {
				list: 'problems',
				key: 'id',
				status: 'state.name',
				firing: ['OPEN'],
				summary: 'text',
				labels: { service: 'tags.0' },
			},
		},
		proof: 'authorization',
		refusesOld: false,
		message: ({ secret, firing = true }) => ({
			body: JSON.stringify({
				problems: [
					{
						id: 17,
						state: { name: firing ? 'OPEN' : 'CLOSED' },
						text: 'Half of the payments fail',
						tags: ['checkout'],
					},
				],
			}),
			headers: bearer(secret),
		}),
	},
};
