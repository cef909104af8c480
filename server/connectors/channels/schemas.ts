/** What the routes about channels accept and return. */
import { z } from '@hono/zod-openapi';
import { id, line } from '../../../src/model/records/fields.ts';
import { type Language, languages } from '../../site/words/words.ts';
import { contentTypes } from './body-template.ts';
import { channelEventKinds } from './channel-events.ts';
import { channelFilter } from './channel-filter.ts';
import { channelSettings } from './channel-kind.ts';
import { channelKindNames } from './channel-kind-names.ts';

const instant = z.iso.datetime();
const kind = z.enum(channelKindNames).openapi({ description: 'The receiver.' });
const name = line(80).openapi({ description: 'For operators.' });
const language = z
	.enum(languages as [Language, ...Language[]])
	.nullable()
	.openapi({ description: '`null`: English, and the operators’ words as they were written.' });
const enabled = z.boolean();
const failingSince = instant.nullable();
const reason = z.string().nullable();

export const createChannel = z
	.strictObject({
		...{ id, kind, name },
		language: language.default(null),
		settings: channelSettings,
		filter: channelFilter.prefault({}),
		enabled: enabled.default(true),
	})
	.openapi('CreateChannel');
export const editChannel = z
	.strictObject({
		name: name.optional(),
		language: language.optional(),
		settings: channelSettings.optional(),
		filter: channelFilter.optional(),
		enabled: enabled.optional(),
	})
	.openapi('EditChannel');

export const channel = z
	.strictObject({
		...{ id, kind, name, language },
		version: z.int().min(1).openapi({ description: 'Counts the changes of the channel. It is in the ETag.' }),
		settings: z
			.strictObject({
				url: z.string().optional(),
				template: z.string().optional(),
				contentType: z.enum(contentTypes).optional(),
				authorization: z.string().optional(),
				token: z.string().optional(),
				parts: z.int().optional(),
			})
			.openapi({
				description:
					'Of an address, only the host is shown: its path may be a secret. Of other settings that may hold secrets, only `…` is.',
			}),
		filter: channelFilter,
		enabled,
		disabledBecause: z
			.string()
			.nullable()
			.openapi({ description: 'Why the server disabled it. `null`: it did not.' }),
		createdAt: instant,
		secrets: z.array(z.strictObject({ id: z.string(), createdAt: instant })),
		lag: z
			.strictObject({
				commits: z.int(),
				seconds: z.number(),
				since: instant.nullable().openapi({ description: 'When it happened. `null`: there is none.' }),
				messages: z.int().openapi({ description: 'How many are not delivered. 1000: so many, or more.' }),
			})
			.openapi({
				description:
					'How far the oldest message that is not delivered is behind, also of a channel that is disabled; 0: there is none.',
			}),
		failingSince: failingSince.openapi({ description: '`null`: the last attempt succeeded.' }),
		reason: reason.openapi({ description: 'Why the last attempt failed.' }),
		deadLetters: z.int().openapi({ description: 'How many messages were given up and are kept.' }),
	})
	.openapi('Channel');
export const channelList = z.strictObject({ channels: z.array(channel) }).openapi('Channels');
export const newChannel = z
	.strictObject({
		id,
		kind,
		secretId: z.string().nullable(),
		secret: z
			.string()
			.nullable()
			.openapi({ description: 'It is shown only once. `null`: this kind has none.' }),
	})
	.openapi('NewChannel');

export const attempted = z
	.strictObject({
		delivered: z.boolean(),
		reason: reason.openapi({ description: 'Why it was not delivered.' }),
	})
	.openapi('ChannelAttempt');

const happened = {
	seq: z.int().openapi({ description: 'The commit.' }),
	at: instant.openapi({ description: 'When it happened.' }),
	what: z.enum(channelEventKinds),
	notice: z.string(),
};
export const deliveries = z
	.strictObject({
		lag: channel.shape.lag,
		pending: z
			.strictObject({ ...happened, tries: z.int() })
			.nullable()
			.openapi({ description: 'The next message. `null`: there is none.' }),
		deliveredAt: instant.nullable().openapi({ description: 'The last success.' }),
		failingSince,
		retryAt: instant.nullable(),
		reason: reason.openapi({ description: 'Why the last attempt failed.' }),
		deadLetters: z
			.array(
				z.strictObject({
					...{ id: z.string(), message: z.string(), ...happened, tries: z.int(), reason: z.string() },
					givenUpAt: instant,
				}),
			)
			.openapi({ description: 'The newest 100 messages that were given up, the oldest first.' }),
		outbox: z
			.strictObject({
				waiting: z.int().openapi({ description: 'How many messages are not delivered yet, at most 1,000.' }),
				deadLetters: z.array(
					z.strictObject({
						...{ id: z.string(), type: z.string(), at: instant, tries: z.int(), reason: z.string() },
						givenUpAt: instant,
					}),
				),
			})
			.nullable()
			.openapi({
				description: 'Of a channel to billing or to the desk: claims and requests. `null`: it has none.',
			}),
	})
	.openapi('ChannelDeliveries');

export const replaying = z
	.strictObject({ seq: z.int().openapi({ description: 'The commit.' }) })
	.openapi('ReplayingChannel');
export const replay = z
	.strictObject({
		seq: z
			.int()
			.min(1)
			.optional()
			.openapi({ description: 'Everything from this commit on. One more than the newest: from now on.' }),
		deadLetter: z.string().optional().openapi({ description: 'The id of a dead letter.' }),
	})
	.refine(({ seq, deadLetter }) => (seq === undefined) !== (deadLetter === undefined), {
		path: ['seq'],
		message: 'Name a commit or a dead letter, and not both.',
	})
	.openapi('ReplayChannel');
