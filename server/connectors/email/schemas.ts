/** What the routes about subscribers accept and return. */
import { z } from '@hono/zod-openapi';
import { id } from '../../../src/model/records/fields.ts';
import { languageName } from './subscriber.ts';

const instant = z.iso.datetime();
/** The longest address (RFC 5321 section 4.5.3.1.3). */
export const subscriberAddress = z
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
		email: subscriberAddress,
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

const places = z.array(z.int()).openapi({ description: 'Places in the list, from 0.' });

export const importSubscribers = z
	.strictObject({
		subscribers: z
			.array(
				z.strictObject({
					email: z.string().max(320),
					language: z.enum(languageName.options).default('en'),
					components: components.default(null),
					confirmed: z.boolean().default(true).openapi({
						description: '`false`: the mailbox confirms also where there is a statement.',
					}),
				}),
			)
			.min(1)
			.max(200),
		consent: z
			.string()
			.trim()
			.min(10)
			.max(80)
			.regex(/^[^@\n]+$/, 'It stays in the audit log: name no address, on one line.')
			.nullable()
			.default(null)
			.openapi({
				description:
					'Where and how they have consented. `null`: each mailbox confirms. It stays in the audit log.',
				example: 'They subscribed at our former status page, 2021 to 2026.',
			}),
		dryRun: z.boolean().default(false).openapi({ description: 'Whether to add nothing.' }),
	})
	.openapi('ImportSubscribers');

export const importedSubscribers = z
	.strictObject({
		dryRun: z.boolean(),
		added: places,
		known: places,
		refused: z.array(z.strictObject({ place: z.int(), reason: z.string() })),
		toConfirm: z.int().openapi({ description: 'How many of the added get an e-mail to confirm.' }),
		lastConfirmationAt: instant
			.nullable()
			.openapi({ description: 'When the last mailbox is asked to confirm. `null`: none is.' }),
	})
	.openapi('ImportedSubscribers');

const count = z.int().min(0);

export const subscriberCounts = z
	.strictObject({
		channels: z.array(
			z.strictObject({
				channel: z.string().openapi({ example: 'email' }),
				confirmed: count,
				pending: count,
				undeliverable: count,
				allComponents: count.openapi({ description: 'Of the confirmed: those that chose all components.' }),
				languages: z
					.array(z.strictObject({ language: z.string(), count }))
					.openapi({ description: 'Of the confirmed, the most first.' }),
				components: z
					.array(z.strictObject({ component: z.string(), count }))
					.openapi({ description: 'Of the confirmed that chose some components, the most first.' }),
			}),
		),
	})
	.openapi('SubscriberCounts');
export type SubscriberCounts = z.infer<typeof subscriberCounts>['channels'][number];
