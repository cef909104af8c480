/** The documents of Prometheus Alertmanager, which Grafana sends too. */
import { z } from 'zod';
import type { Alert } from '../../../../src/model/alerts/alert.ts';
import { labelsOf, readDocument } from '../read-document.ts';

const labels = z.record(z.string(), z.unknown()).nullish();
const document = z.looseObject({
	groupKey: z.string().min(1).max(10_000),
	alerts: z.array(
		z.looseObject({
			status: z.enum(['firing', 'resolved']),
			labels,
			annotations: labels,
			/** Missing before Alertmanager 0.19. */
			fingerprint: z.string().max(200).optional(),
		}),
	),
});

export function prometheusAlerts(given: unknown, tool: string): Alert[] {
	const { groupKey, alerts } = readDocument(
		given,
		document,
		`This is no message of ${tool}: it has "groupKey", and "alerts" with "status", "labels" and "fingerprint".`,
	);
	return alerts.map(({ status, labels, annotations, fingerprint }) => {
		const own = labelsOf(labels ?? {});
		const { summary, description } = labelsOf(annotations ?? {});
		return {
			key: fingerprint || JSON.stringify(Object.entries(own).sort()),
			group: groupKey,
			firing: status === 'firing',
			labels: own,
			summary: summary ?? description ?? own.alertname ?? '',
			// It repeats the state of a group until it was received, and in order.
			at: null,
		};
	});
}
