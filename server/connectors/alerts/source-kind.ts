/** The port of alert sources: one file per monitoring tool in `sources/`. */
import { z } from 'zod';
import type { Alert } from '../../../src/model/alerts/alert.ts';
import { parseDuration } from '../../../src/model/duration.ts';
import { addressProblem } from '../channels/outbound-request.ts';

/** A dotted path into a JSON document, such as `alert.labels.0`. */
const path = z.string().min(1).max(200);

export const mapping = z.strictObject({
	/** The path of the list of alerts. Missing: the document is one alert. */
	list: path.optional(),
	key: path,
	/** Missing: the key. */
	group: path.optional(),
	status: path,
	/** The values of the status with which it fires. All others end it. */
	firing: z.array(z.string().max(120)).min(1).max(20),
	summary: path.optional(),
	/** The path of each label. */
	labels: z.record(z.string().max(120), path).default({}),
});
export type Mapping = z.infer<typeof mapping>;

export const sourceSettings = z.strictObject({
	/** For `json`: where its documents have what an alert needs. */
	mapping: mapping.optional(),
	/** For `grafana`: the header with the time of the signature. Missing: the body alone is signed. */
	timestampHeader: z
		.string()
		.regex(/^[A-Za-z0-9-]{1,64}$/, 'Use the name of a header.')
		.optional(),
	/** For `sns`: the only topic whose messages are accepted. */
	topic: z
		.string()
		.regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_.-]{1,256}$/, 'Use the ARN of the topic.')
		.optional(),
	/** For `heartbeat`: how often a sign of life is expected. */
	every: z
		.string()
		.refine((text) => (parseDuration(text) ?? 0) >= 10_000 && (parseDuration(text) ?? 0) <= 7 * 86_400_000, {
			message: 'Use a duration from 10s to 7d.',
		})
		.optional(),
	/** For `vendor`: the address of the status page, or that of its JSON. */
	page: z
		.string()
		.max(2_048)
		.superRefine((text, context) => {
			const message = addressProblem(text);
			if (message) context.addIssue({ code: 'custom', message });
		})
		.optional(),
	/** For `vendor`: what its JSON looks like. Missing: Statuspage. */
	shape: z.enum(['statuspage', 'incident-io']).optional(),
});
export type SourceSettings = z.infer<typeof sourceSettings>;

export interface SourceRequest {
	header(name: string): string | undefined;
	/** As it was sent. */
	readonly body: string;
	/** Epoch milliseconds. */
	readonly now: number;
}

export interface SourceKind {
	/**
	 * What the private store keeps of a secret. `hash`: the tool sends the secret itself. `text`: it
	 * signs with it. `none`: the source has none.
	 */
	readonly keeps: 'hash' | 'text' | 'none';
	/** The settings that a source of this kind must have, and those that it may have. */
	readonly required: readonly (keyof SourceSettings)[];
	readonly optional: readonly (keyof SourceSettings)[];
	/** Whether the request has any proof, right or wrong. */
	hasProof(request: SourceRequest): boolean;
	/**
	 * Whether the request comes from who knows one of the secrets, and is no repetition of an old one.
	 * `secrets`: as the private store keeps them.
	 */
	verify(
		request: SourceRequest,
		secrets: readonly string[],
		settings: SourceSettings,
	): boolean | Promise<boolean>;
	/** Throws CandorError `invalid`. Its messages may be about nothing that fires or ends. */
	parse(document: unknown, settings: SourceSettings): readonly Alert[];
	/** What a message asks for beside its alerts, such as the confirmation of a subscription. */
	followUp?(document: unknown): Promise<void>;
}
