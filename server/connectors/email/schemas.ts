/** What the routes about subscribers accept and return. */
import { z } from '@hono/zod-openapi';
import { id } from '../../../src/model/records/fields.ts';
import { languageName } from './subscriber.ts';

const instant = z.iso.datetime();
/** The longest address (RFC 5321 section 4.5.3.1.3). */
const email = z
	.email({ message: 'Use an e-mail address in ASCII, such as anna@example.com.' })
	.max(254)
	.openapi({ example: 'anna@example.com' });
const components = z
	.array(id)
	.min(1)
	.max(200)
	.nullable()
	.openapi({ description: 'The ids of the chosen components. `null`: all.' });

export const subscribe = z
	.strictObject({
		email,
		language: z.enum(languageName.options).default('en').openapi({ description: 'Of the e-mails.' }),
		components: components.default(null),
	})
	.openapi('Subscribe');

export const subscriptionRequested = z
	.strictObject({ status: z.literal('confirmation-sent') })
	.openapi('SubscriptionRequested', {
		description: 'The same whether the address is known or not.',
	});

const subscriber = z
	.strictObject({
		id: z.string(),
		email: z.string(),
		language: z.enum(languageName.options),
		components,
		state: z.enum(['pending', 'confirmed', 'undeliverable']).openapi({
			description:
				'`pending`: the mailbox has not confirmed yet. `undeliverable`: the address refuses e-mails for good.',
		}),
		createdAt: instant,
		confirmedAt: instant.nullable(),
	})
	.openapi('Subscriber');
export type SubscriberResource = z.infer<typeof subscriber>;

export const subscriberPage = z
	.strictObject({
		subscribers: z.array(subscriber),
		next: z.string().nullable().openapi({ description: 'For `cursor`. `null`: this is the last page.' }),
	})
	.openapi('Subscribers');

export const subscriberQuery = z.strictObject({
	cursor: z
		.string()
		.max(80)
		.optional()
		.openapi({ description: 'The `next` of the page before. Missing: the first page.' }),
	limit: z.coerce
		.number()
		.int()
		.min(1)
		.max(500)
		.default(100)
		.openapi({ description: 'The most subscribers of a page of JSON. Exports have no limit.' }),
});
