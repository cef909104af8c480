/** How many messages a channel has still to send. */
import { setImmediate } from 'node:timers/promises';
import type { Log } from '../../core/log/log.ts';
import type { ChannelEvent } from './channel-events.ts';
import { PendingEvents } from './pending-events.ts';
import type { Sender } from './sender.ts';
import type { Channel } from './stored-channels.ts';

/** Beyond, they are not counted: a channel may have been disabled for a year. */
export const mostCounted = 1_000;

/** `from`: the first one. At most {@link mostCounted}. */
export async function waitingMessages(
	{ log, sender }: { readonly log: Log; readonly sender: Sender },
	channel: Channel,
	from: ChannelEvent,
): Promise<number> {
	const events = new PendingEvents(log);
	let count = 0;
	for (let position: Pick<ChannelEvent, 'seq' | 'part'> = from; ; position = events.drop()) {
		const event = await events.next(position);
		if (!event) return count;
		if (await sender.messageFor(channel, event)) count++;
		if (count === mostCounted) return count;
		// Messages are made for each: the streams go on between them.
		if (count % 50 === 0) await setImmediate();
	}
}
