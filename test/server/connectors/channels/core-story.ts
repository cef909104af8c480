/** Channels on a log in memory, without routes. */
import pino from 'pino';
import type { ChannelKindName } from '../../../../server/connectors/channels/channel-kind-names.ts';
import {
	type ChannelOptions,
	type Channels,
	openChannels,
} from '../../../../server/connectors/channels/channels.ts';
import { systemClock } from '../../../../server/core/clock.ts';
import { newId } from '../../../../server/core/ids.ts';
import { Metrics } from '../../../../server/core/metrics.ts';
import { type Core, openCore } from '../../../../server/core/open-core.ts';
import { errorReporter } from '../../../../server/core/report-error.ts';
import { openMemory, type Storage } from '../../../../server/core/storage.ts';
import type { Command } from '../../../../src/model/commands/command.ts';
import type { RichText } from '../../../../src/model/rich-text.ts';

type Context = { after(act: () => unknown): void };

export const said = (text: string): RichText => [{ type: 'paragraph', children: [{ type: 'text', text }] }];

export interface CoreStory {
	readonly core: Core;
	readonly channels: Channels;
	readonly metrics: Metrics;
	/** Gives a command. */
	give(command: Command): Promise<void>;
	/** Creates a channel that sends everything. */
	add(
		id: string,
		url: string,
		fields?: { kind?: ChannelKindName; filter?: object; settings?: object },
	): Promise<string | null>;
	close(): Promise<void>;
}

/** Back-off of milliseconds, so that a test need not wait. */
export const fast = { minMs: 5, firstMs: 10, maxMs: 20 };

export async function aCoreStory(
	context: Context,
	storage: Storage = openMemory(),
	options: ChannelOptions = {},
): Promise<CoreStory> {
	const metrics = new Metrics();
	const logger = pino({ level: 'silent' });
	const core = await openCore({ storage, clock: systemClock, newId, environmentToken: null });
	const channels = await openChannels({
		...{ ...core, clock: systemClock, newId, random: Math.random, logger },
		reportError: errorReporter(logger, metrics, 'background'),
		...{ publicUrl: 'https://status.example.com', hasSite: true, isShared: true, figures: metrics.channels },
		server: newId(),
		onOutboxDelivery: async () => undefined,
		options: { allowed: ['127.0.0.1'], limits: fast, ...options },
	});
	let closing: Promise<void> | undefined;
	const close = (): Promise<void> => {
		closing ??= (async () => {
			await channels.close();
			await core.stop();
		})();
		return closing;
	};
	context.after(close);
	return {
		...{ core, channels, metrics, close },
		async give(command) {
			await core.commandHandler.execute({ command, actor: 'a-token' });
		},
		async add(id, url, { kind = 'webhook', filter = {}, settings = {} } = {}) {
			const made = await channels.channels.create(id, {
				...{ kind, name: id, language: null, settings: { url, ...settings }, enabled: true },
				filter: { components: null, kinds: null, minImpact: 'none', ...filter },
			});
			await channels.runner.begin(id);
			return made?.secret ?? null;
		},
	};
}
