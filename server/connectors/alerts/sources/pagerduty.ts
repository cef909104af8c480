/**
 * PagerDuty: webhooks of version 3. While a secret is replaced it signs with both, so a request may
 * have several signatures.
 */
import { z } from 'zod';
import { anySame, hmacOf } from '../proof.ts';
import { labelsOf, readDocument } from '../read-document.ts';
import type { SourceKind } from '../source-kind.ts';

const signatureHeader = 'x-pagerduty-signature';
const mostSignatures = 10;

const reference = z.looseObject({ id: z.string().optional(), summary: z.string().optional() }).nullish();
const document = z.looseObject({
	event: z.looseObject({
		event_type: z.string(),
		occurred_at: z.iso.datetime({ offset: true }),
		data: z
			.looseObject({
				id: z.string().max(200).optional(),
				type: z.string().optional(),
				status: z.string().optional(),
				title: z.string().optional(),
				urgency: z.string().optional(),
				service: reference,
				priority: reference,
			})
			.nullish(),
	}),
});

const open: readonly string[] = ['triggered', 'acknowledged'];

export const pagerduty: SourceKind = {
	keeps: 'text',
	required: [],
	optional: [],
	hasProof: ({ header }) => header(signatureHeader) !== undefined,
	verify({ header, body }, secrets) {
		const signatures = (header(signatureHeader) ?? '')
			.split(',')
			.slice(0, mostSignatures)
			.map((each) => each.trim())
			.filter((each) => each.startsWith('v1='));
		return anySame(
			signatures,
			secrets.map((secret) => `v1=${hmacOf(secret, body)}`),
		);
	},
	parse(given) {
		const { event } = readDocument(
			given,
			document,
			'This is no webhook of PagerDuty’s version 3: it has "event" with "event_type", "occurred_at" and "data".',
		);
		const { event_type, occurred_at, data } = event;
		// Others, such as a note or `pagey.ping`, say nothing about whether it fires.
		if (!event_type.startsWith('incident.') || data?.type !== 'incident') return [];
		if (!data.id || !data.status) return [];
		const { id, status, title, urgency, service, priority } = data;
		const labels = labelsOf({
			...{ event_type, status, title, urgency, priority: priority?.summary },
			...{ service: service?.summary, service_id: service?.id },
		});
		return [
			{
				...{ key: id, group: id, firing: open.includes(status), labels, summary: title ?? '' },
				// It may deliver them in another order.
				at: Date.parse(occurred_at),
			},
		];
	},
};
