/** E-mail, assembled: subscribers, the kind of channel that writes to them, and their routes. */
import type { Logger } from 'pino';
import type { Clock } from '../../core/clock.ts';
import type { EmailMetrics } from '../../core/email-metrics.ts';
import type { Leases } from '../../core/leases/leases.ts';
import type { Core } from '../../core/open-core.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { Api, Services } from '../../http/context.ts';
import { channelFilter } from '../channels/channel-filter.ts';
import type { ChannelKinds } from '../channels/channel-kinds.ts';
import { type MessageSource, messageOf } from '../channels/channel-message.ts';
import type { Channels } from '../channels/channels.ts';
import { DeliveryProgress } from './delivery-progress.ts';
import { emailChannel } from './email-channel.ts';
import { EmailKey } from './email-key.ts';
import { type EmailOptions, emailDefaults } from './email-options.ts';
import { Letters } from './letters.ts';
import { type Delivery, smtpMailer } from './mailer.ts';
import { noEmail } from './no-email.ts';
import { RecipientCap } from './recipient-cap.ts';
import type { SubscriberCounts } from './schemas.ts';
import { StoredSubscribers } from './stored-subscribers.ts';
import { countSubscribers } from './subscriber-counts.ts';
import { SubscriberImport } from './subscriber-import.ts';
import { subscriberImportRoute } from './subscriber-import-route.ts';
import { subscriberRoutes } from './subscriber-routes.ts';
import { SubscriptionLimiter } from './subscription-limiter.ts';
import { subscriptionRoutes } from './subscription-routes.ts';
import { Subscriptions } from './subscriptions.ts';
import type { WaitingMail } from './waiting-mail.ts';
import { WaitingMails } from './waiting-mails.ts';

interface Dependencies extends Core {
	readonly clock: Clock;
	readonly newId: () => string;
	readonly random: () => number;
	readonly logger: Logger;
	readonly reportError: ReportError;
	/** `null`: the server sends no e-mails. What is stored can be read and erased all the same. */
	readonly options: EmailOptions | null;
	/** The address of the server for readers, without a slash at its end. */
	readonly publicUrl: string | null;
	readonly hasSite: boolean;
	/** Whether other servers use the same private store. */
	readonly isShared: boolean;
	readonly leases: Leases;
	readonly figures: EmailMetrics;
}

export interface Email {
	/** Whether the server sends e-mails. */
	readonly isOn: boolean;
	readonly kinds: Pick<ChannelKinds, 'email'>;
	/** Every server that sends e-mails has a channel for them. An operator may disable it. */
	addChannel(channels: Channels): Promise<void>;
	count(): Promise<SubscriberCounts>;
	routes(api: Api, services: Services): void;
	/** Finishes the e-mails that are under way. */
	close(): Promise<void>;
}

export async function openEmail(dependencies: Dependencies): Promise<Email> {
	const key = await EmailKey.open(dependencies.privateStore);
	const subscribers = new StoredSubscribers({ ...dependencies, key });
	const { options, publicUrl } = dependencies;
	const sending =
		options && publicUrl !== null ? { ...dependencies, key, subscribers, options, publicUrl } : null;
	const parts = sending && (await openSending(sending));
	return {
		isOn: parts !== null,
		kinds: { email: parts?.channel ?? noEmail },
		async addChannel({ channels, runner }) {
			const all = await channels.all();
			if (!parts || all.some(({ value }) => value.kind === 'email')) return;
			// The server must start also where the id is taken, or where there are too many channels.
			try {
				await channels.create('email', {
					...{ kind: 'email', name: 'E-mail', language: null, settings: {}, enabled: true },
					filter: channelFilter.parse({}),
				});
			} catch (error) {
				const message = 'no channel sends e-mails; create one of the kind "email"';
				dependencies.reportError(error, message);
			}
			await runner.sync();
		},
		count: () => countSubscribers('email', subscribers.all()),
		routes(api, services) {
			subscriptionRoutes(api, services, parts?.subscriptions ?? null);
			subscriberRoutes(api, services, subscribers);
			subscriberImportRoute(api, services, parts?.imports ?? null);
		},
		close: async () => parts?.close(),
	};
}

interface SendingDependencies extends Dependencies {
	readonly key: EmailKey;
	readonly subscribers: StoredSubscribers;
	readonly options: EmailOptions;
	readonly publicUrl: string;
}

async function openSending(dependencies: SendingDependencies) {
	const { privateStore, liveState, publicTimes, clock, hasSite, subscribers } = dependencies;
	const { options, publicUrl: address, leases } = dependencies;
	const source = (): MessageSource & { readonly address: string } => ({
		...{ state: liveState.state, now: clock.now(), times: publicTimes, logId: liveState.site },
		...{ address, hasSite },
	});
	const mailer = smtpMailer(options);
	const letters = new Letters({ ...dependencies, mailer, links: source });

	async function deliver({ subscriber, about }: WaitingMail, signal: AbortSignal): Promise<Delivery | null> {
		const value = await subscribers.find(subscriber);
		if (!value) return null;
		if (about.type === 'confirm') {
			// A newer request has a link of its own.
			if (value.request?.id !== about.request) return null;
			return letters.confirmation(subscriber, value.address, value.request, signal);
		}
		if (value.state !== 'confirmed') return null;
		const event = { ...about, part: 0, stage: null };
		const message = messageOf(source(), about.channel, event, value.language);
		return message && letters.notice(subscriber, value.address, message, { hadMany: false, signal });
	}

	const waiting = await WaitingMails.open({ ...dependencies, lease: leases.open('e-mail'), deliver });
	dependencies.figures.read(() => waiting.reading());
	const limiter = new SubscriptionLimiter(clock.now());
	const subscriptions = new Subscriptions({ ...dependencies, waiting, limiter });
	const imports = new SubscriberImport({
		...{ ...dependencies, waiting },
		assertRoom: (count) => subscriptions.assertRoom(count),
		onAdded: (count) => subscriptions.countAdded(count),
	});
	const channel = emailChannel({
		...{ ...dependencies, letters, waiting },
		progress: new DeliveryProgress(privateStore),
		cap: new RecipientCap(options.perHour ?? emailDefaults.perHour),
	});
	return {
		channel,
		subscriptions,
		imports,
		async close() {
			await subscriptions.close();
			await waiting.close();
			mailer.close();
		},
	};
}
