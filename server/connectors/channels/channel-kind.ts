/** The port of channels: one file per receiver in `kinds/`. */
import { z } from 'zod';
import type { Language } from '../../site/words/words.ts';
import { contentTypes, templateProblem } from './body-template.ts';
import type { ChannelMessage, MessageSource } from './channel-message.ts';
import { addressProblem, type OutboundRequest } from './outbound-request.ts';

/** What a header can hold. */
const headerText = (most: number) =>
	z
		.string()
		.max(most)
		.regex(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/, 'Use printable ASCII characters.');

/** Which of them a channel has: its kind says so. */
export const channelSettings = z
	.strictObject({
		/** Where messages are sent. Part of it may be a secret, so no answer shows it whole. */
		url: z
			.string()
			.max(2_000)
			.superRefine((text, context) => {
				const message = addressProblem(text);
				if (message) context.addIssue({ code: 'custom', message });
			})
			.optional(),
		/** The body of a request, with `{{text}}` and others. It may hold secrets and numbers. */
		template: z.string().min(1).max(4_000).optional(),
		/** Of the body. Default: JSON. */
		contentType: z.enum(contentTypes).optional(),
		/** The header `Authorization` of a request. */
		authorization: headerText(2_000).optional(),
		/** The access token of the account that posts. */
		token: headerText(500).optional(),
		/** The most parts of a text message. Default: 1. */
		parts: z.int().min(1).max(3).optional(),
	})
	.superRefine(({ template, contentType = 'application/json' }, context) => {
		const message = template === undefined ? null : templateProblem(template, contentType);
		if (message) context.addIssue({ code: 'custom', path: ['template'], message });
	});
export type ChannelSettings = z.infer<typeof channelSettings>;

export interface SendRequest {
	readonly message: ChannelMessage;
	/** The same message in another language; `null`: as it was written. */
	readonly inLanguage: (language: Language | null) => ChannelMessage;
	readonly source: MessageSource;
	readonly channel: { readonly id: string; readonly name: string; readonly settings: ChannelSettings };
	/** The newest last. Empty: the kind has none. */
	readonly secrets: readonly string[];
	/** Epoch milliseconds. */
	readonly now: number;
	/** Aborts when the time is over, or when the server stops. */
	readonly signal: AbortSignal;
	readonly request: OutboundRequest;
}

/**
 * `failed`: it is sent again after a while. `refused`: the receiver does not accept this message, so
 * that it is sent only a few times more. `gone`: the receiver wants no message any more, so that the
 * channel is disabled. `reason`: a sentence for operators, without secrets.
 */
export type SendResult =
	| { readonly type: 'delivered' }
	| { readonly type: 'failed'; readonly reason: string; readonly retryAfterMs?: number | undefined }
	| { readonly type: 'refused'; readonly reason: string }
	| { readonly type: 'gone'; readonly reason: string };

export interface ChannelKind {
	/** The settings that a channel of this kind must have, and those that it may have. */
	readonly required: readonly (keyof ChannelSettings)[];
	readonly optional: readonly (keyof ChannelSettings)[];
	/** Whether it signs its messages. The server makes the secret. */
	readonly signs: boolean;
	/** The longest time of one attempt, milliseconds. Default: 10,000. */
	readonly timeoutMs?: number;
	/** Whether a message is sent at all. Default: each one is. */
	sends?(message: ChannelMessage): boolean;
	/** Sends a message once. What it throws counts as `failed`. */
	send(request: SendRequest): Promise<SendResult>;
}
