/** Web Push, assembled: browsers, the kind of channel that notifies them, and their routes. */
import { type Clock, repeat } from '../../core/clock.ts';
import type { Core } from '../../core/open-core.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { Api, Services } from '../../http/context.ts';
import { channelFilter } from '../channels/channel-filter.ts';
import type { ChannelKinds } from '../channels/channel-kinds.ts';
import type { Channels } from '../channels/channels.ts';
import type { SubscriberCounts } from '../email/schemas.ts';
import { countSubscribers } from '../email/subscriber-counts.ts';
import { SubscriptionLimiter } from '../email/subscription-limiter.ts';
import { noPush } from './no-push.ts';
import { pushChannel } from './push-channel.ts';
import { PushServices } from './push-endpoint.ts';
import type { PushOptions } from './push-options.ts';
import { StoredPushProgress } from './push-progress.ts';
import { pushRoutes } from './push-routes.ts';
import { pushSubscriberRoutes } from './push-subscriber-routes.ts';
import { StoredPushSubscribers } from './stored-push-subscribers.ts';
import { openVapidKeys } from './vapid-keys.ts';

const countIntervalMs = 3_600_000;

interface Dependencies extends Core {
	readonly clock: Clock;
	readonly reportError: ReportError;
	/** `null`: it is off. What is stored can be read and erased all the same. */
	readonly options: PushOptions | null;
	/** The address of the server for readers, without a slash at its end. Push services get it. */
	readonly publicUrl: string | null;
}

export interface WebPush {
	readonly isOn: boolean;
	readonly kinds: Pick<ChannelKinds, 'web-push'>;
	/** Every server with Web Push has a channel for it. An operator may disable it. */
	addChannel(channels: Channels): Promise<void>;
	count(): Promise<SubscriberCounts>;
	routes(api: Api, services: Services): void;
	close(): Promise<void>;
}

export async function openWebPush(dependencies: Dependencies): Promise<WebPush> {
	const { privateStore, clock, reportError, options, publicUrl } = dependencies;
	const subscribers = new StoredPushSubscribers(privateStore);
	const isOn = options !== null && publicUrl !== null;
	const keys = isOn ? await openVapidKeys(privateStore) : null;
	let count = 0;
	const recount = async (): Promise<void> => {
		try {
			let found = 0;
			for await (const _ of subscribers.all()) found += 1;
			count = found;
		} catch (error) {
			reportError(error, 'the browsers with notifications could not be counted');
		}
	};
	let counting = isOn ? recount() : Promise.resolve();
	const stop = isOn
		? repeat(clock, countIntervalMs, () => {
				counting = counting.then(recount);
			})
		: () => undefined;
	const progress = new StoredPushProgress(privateStore);
	const kind =
		keys && publicUrl !== null
			? pushChannel({ subscribers, progress, clock, keys, subject: publicUrl })
			: noPush;
	return {
		isOn,
		kinds: { 'web-push': kind },
		async addChannel({ channels, runner }) {
			const all = await channels.all();
			if (!isOn || all.some(({ value }) => value.kind === 'web-push')) return;
			// The server must start also where the id is taken, or where there are too many channels.
			try {
				await channels.create('web-push', {
					...{ kind: 'web-push', name: 'Browsers', language: null, settings: {}, enabled: true },
					filter: channelFilter.parse({}),
				});
			} catch (error) {
				reportError(error, 'no channel sends notifications; create one of the kind "web-push"');
			}
			await runner.sync();
		},
		count: () => countSubscribers('web-push', withState(subscribers)),
		routes(api, services) {
			pushRoutes(
				api,
				services,
				keys && {
					...{ publicKey: keys.publicKey, subscribers, count: () => count },
					services: new PushServices(options?.services ?? []),
					limiter: new SubscriptionLimiter(clock.now()),
					onAdded: () => {
						count += 1;
					},
				},
			);
			pushSubscriberRoutes(api, services, subscribers);
		},
		async close() {
			stop();
			await counting;
		},
	};
}

/** A browser confirms by itself, so all are confirmed. */
async function* withState(subscribers: StoredPushSubscribers) {
	for await (const { value } of subscribers.all()) yield { value: { ...value, state: 'confirmed' as const } };
}
