/** The names of all kinds of alert sources; the command line needs no more. */
export const sourceKindNames = [
	'alertmanager',
	'grafana',
	'pagerduty',
	'datadog',
	'statuspage',
	'sns',
	'json',
	'heartbeat',
	'vendor',
] as const;
export type SourceKindName = (typeof sourceKindNames)[number];
