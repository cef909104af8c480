/**
 * CloudWatch alarms by Amazon SNS. SNS signs with a certificate of its own, so the source has no
 * secret; because any account can make SNS sign, only the messages of one topic are accepted.
 */
import { createVerify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { CandorError } from '../../../../src/model/errors.ts';
import { readAtMost } from '../../../core/read-body.ts';
import { labelsOf, readDocument } from '../read-document.ts';
import type { SourceKind } from '../source-kind.ts';

/** The text at an address of SNS. */
export type FetchText = (url: URL) => Promise<string>;

const timeoutMs = 10_000;
const maxBytes = 64 * 1024;
/** SNS repeats a message that failed for less than an hour. */
const oldestMs = 60 * 60_000;
const keptCertificates = 20;

const text = z.string().max(300_000);
const message = z.object({
	Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
	MessageId: text,
	TopicArn: text,
	Message: text,
	Timestamp: z.iso.datetime(),
	SignatureVersion: z.enum(['1', '2']),
	Signature: text,
	SigningCertURL: text,
	Subject: text.nullish(),
	Token: text.optional(),
	SubscribeURL: text.optional(),
});
type Message = z.infer<typeof message>;

const alarm = z.looseObject({
	AlarmName: z.string().min(1),
	AlarmArn: z.string().min(1),
	NewStateValue: z.string(),
	NewStateReason: z.string().default(''),
	Region: z.string().default(''),
	Trigger: z.looseObject({ Namespace: z.string().default(''), MetricName: z.string().default('') }).nullish(),
});

/** The address, if it is one of SNS itself: no message may send this server anywhere else. */
export function addressOfSns(text: string): URL | null {
	if (!URL.canParse(text)) return null;
	const url = new URL(text);
	const isSns = /^sns\.[a-z]{2}(?:-[a-z]+)+-\d\.amazonaws\.com(?:\.cn)?$/.test(url.hostname);
	return isSns && url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
		? url
		: null;
}

/** The fields that are signed, in this order. */
function signedText(given: Message): string {
	const names =
		given.Type === 'Notification'
			? (['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const)
			: (['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const);
	return names
		.filter((name) => given[name] != null)
		.map((name) => `${name}\n${given[name]}\n`)
		.join('');
}

function messageIn(body: string): Message | null {
	try {
		return message.safeParse(JSON.parse(body)).data ?? null;
	} catch {
		return null;
	}
}

async function fetchFromSns(url: URL): Promise<string> {
	const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
	const body = response.ok ? await readAtMost(maxBytes, response) : null;
	if (body !== null) return Buffer.from(body).toString();
	throw new CandorError('busy', 'Amazon SNS did not answer. The message is accepted when it is repeated.');
}

export function snsSource(fetchText: FetchText = fetchFromSns): SourceKind {
	const certificates = new Map<string, X509Certificate>();

	/** `null`: the address holds no certificate that is valid at `now`. */
	async function certificateAt(url: URL, now: number): Promise<X509Certificate | null> {
		const known = certificates.get(url.href) ?? parseCertificate(await fetchText(url));
		if (!known || Date.parse(known.validFrom) > now || Date.parse(known.validTo) < now) return null;
		if (certificates.size >= keptCertificates) certificates.clear();
		certificates.set(url.href, known);
		return known;
	}

	return {
		keeps: 'none',
		required: ['topic'],
		optional: [],
		hasProof: ({ body }) => messageIn(body) !== null,
		async verify({ body, now }, _secrets, { topic }) {
			const given = messageIn(body);
			if (!given || given.TopicArn !== topic) return false;
			if (Math.abs(Date.parse(given.Timestamp) - now) > oldestMs) return false;
			const url = addressOfSns(given.SigningCertURL);
			if (!url?.pathname.endsWith('.pem')) return false;
			const certificate = await certificateAt(url, now);
			if (!certificate) return false;
			return createVerify(given.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256')
				.update(signedText(given))
				.verify(certificate.publicKey, given.Signature, 'base64');
		},
		parse(document) {
			const given = readDocument(document, message, 'This is no message of Amazon SNS.');
			if (given.Type !== 'Notification') return [];
			const expected = 'The message holds no CloudWatch alarm as JSON.';
			const { AlarmName, AlarmArn, NewStateValue, NewStateReason, Region, Trigger } = readDocument(
				parseJson(given.Message),
				alarm,
				expected,
			);
			// "Insufficient data" says neither that it fires nor that it is over.
			if (NewStateValue !== 'ALARM' && NewStateValue !== 'OK') return [];
			const labels = labelsOf({
				...{ alarm: AlarmName, region: Region, namespace: Trigger?.Namespace, metric: Trigger?.MetricName },
			});
			const firing = NewStateValue === 'ALARM';
			const summary = `${AlarmName}: ${NewStateReason}`;
			return [{ key: AlarmArn, group: AlarmArn, firing, labels, summary, at: Date.parse(given.Timestamp) }];
		},
		async followUp(document) {
			const given = message.safeParse(document).data;
			if (given?.Type !== 'SubscriptionConfirmation') return;
			const url = addressOfSns(given.SubscribeURL ?? '');
			if (!url) throw new CandorError('invalid', 'The address of the confirmation is not one of Amazon SNS.');
			await fetchText(url);
		},
	};
}

function parseCertificate(pem: string): X509Certificate | null {
	try {
		return new X509Certificate(pem);
	} catch {
		return null;
	}
}

function parseJson(given: string): unknown {
	try {
		return JSON.parse(given);
	} catch {
		return null;
	}
}

export const sns: SourceKind = snsSource();
