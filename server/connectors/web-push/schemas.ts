/** What the routes about Web Push accept and return. */
import { z } from '@hono/zod-openapi';
import { id } from '../../../src/model/records/fields.ts';
import { languageName } from '../email/subscriber.ts';
import { pushKeys } from './push-subscriber.ts';

const endpoint = z
	.string()
	.max(2_000)
	.openapi({ description: 'Of the `PushSubscription`: an https: address at the push service.' });
const language = z.enum(languageName.options);
const components = z
	.array(id)
	.min(1)
	.max(200)
	.nullable()
	.openapi({ description: 'The ids of the chosen components. `null`: all.' });

export const pushKey = z
	.strictObject({
		publicKey: z.string().openapi({ description: 'For `applicationServerKey`, in base64url.' }),
	})
	.openapi('PushKey');

export const pushSubscribe = z
	.strictObject({
		subscription: z
			.object({ endpoint, keys: pushKeys })
			.openapi({ description: 'The `PushSubscription` of the browser, as its `toJSON` gives it.' }),
		language: language.default('en').openapi({ description: 'Of the notifications.' }),
		components: components.default(null),
	})
	.openapi('PushSubscribe');

export const pushSubscribed = z.strictObject({ status: z.literal('subscribed') }).openapi('PushSubscribed');

export const pushUnsubscribe = z.strictObject({ endpoint }).openapi('PushUnsubscribe');

export const pushSubscriber = z
	.strictObject({
		id: z.string(),
		service: z.string().openapi({ description: 'The push service.', example: 'fcm.googleapis.com' }),
		language,
		components,
		createdAt: z.iso.datetime(),
	})
	.openapi('PushSubscriber');

export const pushSubscriberPage = z
	.strictObject({
		subscribers: z.array(pushSubscriber),
		next: z.string().nullable().openapi({ description: 'For `cursor`. `null`: this is the last page.' }),
	})
	.openapi('PushSubscribers');
