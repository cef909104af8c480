/**
 * Grafana: the webhook of a contact point. It signs the body, or the time and the body, with
 * HMAC-SHA256; the signature is in hexadecimal digits.
 */
import { anySame, hmacOf, isRecent } from '../proof.ts';
import type { SourceKind } from '../source-kind.ts';
import { prometheusAlerts } from './prometheus.ts';

const signatureHeader = 'x-grafana-alerting-signature';

export const grafana: SourceKind = {
	keeps: 'text',
	required: [],
	optional: ['timestampHeader'],
	hasProof: ({ header }) => header(signatureHeader) !== undefined,
	verify({ header, body, now }, secrets, { timestampHeader }) {
		const signature = header(signatureHeader) ?? '';
		const time = timestampHeader === undefined ? '' : (header(timestampHeader) ?? '');
		const signed = timestampHeader === undefined ? body : `${time}:${body}`;
		const isRight = anySame(
			[signature],
			secrets.map((secret) => hmacOf(secret, signed)),
		);
		return isRight && (timestampHeader === undefined || isRecent(time, now));
	},
	parse: (document) => prometheusAlerts(document, 'Grafana'),
};
