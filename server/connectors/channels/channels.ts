/** Channels out, assembled: what is stored, what runs, and the routes. */
import type { Logger } from 'pino';
import type { BackoffLimits } from '../../../src/model/backoff.ts';
import type { ChannelMetrics } from '../../core/channel-metrics.ts';
import type { Clock } from '../../core/clock.ts';
import type { Core } from '../../core/open-core.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { Api, Services } from '../../http/context.ts';
import { Outbox } from '../outbox/outbox.ts';
import type { OutboxDependencies } from '../outbox/outbox-loop.ts';
import { type ChannelKinds, channelKinds } from './channel-kinds.ts';
import type { MessageSource } from './channel-message.ts';
import { lagOf } from './channel-resource.ts';
import { channelRoutes } from './channel-routes.ts';
import { ChannelRunner } from './channel-runner.ts';
import { DeadLetters } from './dead-letters.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { type Lookup, outboundRequests } from './outbound-request.ts';
import { Sender } from './sender.ts';
import { SentNotices } from './sent-notices.ts';
import { StoredChannels } from './stored-channels.ts';
import { StoredCursors } from './stored-cursors.ts';

export interface ChannelOptions {
	/** Inside addresses and ranges that channels may reach all the same. Default: none. */
	readonly allowed?: readonly string[];
	/** Default: the resolver of the system. */
	readonly lookup?: Lookup;
	/** Default: 3 s, doubling up to 5 min. */
	readonly limits?: BackoffLimits;
	/** Kinds that need more than a request. */
	readonly kinds?: Partial<ChannelKinds>;
}

interface Dependencies extends Core {
	readonly clock: Clock;
	readonly newId: () => string;
	readonly random: () => number;
	readonly logger: Logger;
	readonly reportError: ReportError;
	readonly figures: ChannelMetrics;
	/** The address of the server for readers, without a slash at its end; `null`: not known. */
	readonly publicUrl: string | null;
	readonly hasSite: boolean;
	/** The name of this server among those that share the log. */
	readonly server: string;
	/** Whether other servers use the same private store. */
	readonly isShared: boolean;
	/** Called after a message of the outbox was accepted, before it is removed. `at`: ISO 8601 in UTC. */
	readonly onOutboxDelivery: OutboxDependencies['onDelivery'];
	readonly options: ChannelOptions;
}

export interface Channels {
	routes(api: Api, services: Services): void;
	readonly runner: ChannelRunner;
	readonly channels: StoredChannels;
	/** Messages to the host's own systems. */
	readonly outbox: Outbox;
	/** Lets the attempts of now end, for two seconds. */
	close(): Promise<void>;
}

/** Continues where each channel was when the server stopped. */
export async function openChannels(dependencies: Dependencies): Promise<Channels> {
	const {
		privateStore,
		liveState,
		publicTimes,
		clock,
		publicUrl: address,
		hasSite,
		options,
		figures,
	} = dependencies;
	const { allowed = [], lookup, limits } = options;
	const kinds = { ...channelKinds, ...options.kinds };
	const source = (): MessageSource => ({
		...{ state: liveState.state, now: clock.now(), times: publicTimes, logId: liveState.site },
		...{ address, hasSite },
	});
	const request = outboundRequests({ allowed, now: () => clock.now(), ...(lookup && { lookup }) });
	const sentNotices = new SentNotices(privateStore);
	const sender = new Sender({ kinds, source, request, clock, sentNotices });
	const channels = new StoredChannels({ ...dependencies, kinds });
	const cursors = new StoredCursors(privateStore);
	const deadLetters = new DeadLetters(privateStore);
	const runner = await ChannelRunner.open({
		...dependencies,
		...{ channels, cursors, deadLetters, sender, sentNotices, limits },
	});
	const outbox = await Outbox.open({
		...{ ...dependencies, channels, request, runner, limits },
		onDelivery: dependencies.onOutboxDelivery,
	});
	figures.read(async () => {
		const present = { seq: liveState.state.seq, now: clock.now() };
		const all = await channels.all();
		return Promise.all(
			all.map(async ({ id, value }) => ({
				channel: id,
				lagSeconds: lagOf(runner, id, present).seconds,
				deadLetters: await deadLetters.count(id),
				isEnabled: value.enabled,
			})),
		);
	});
	return {
		...{ runner, channels, outbox },
		routes(api, services) {
			channelRoutes(api, services, { channels, cursors, deadLetters, runner, outbox });
			deliveryRoutes(api, services, { channels, cursors, deadLetters, runner, outbox });
		},
		async close() {
			await Promise.all([runner.close(), outbox.close()]);
		},
	};
}
