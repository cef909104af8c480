import type { Clock } from '../../core/clock.ts';
import { attempt, defaultTimeoutMs } from '../channels/attempt.ts';
import type { SendResult } from '../channels/channel-kind.ts';
import type { OutboundRequest } from '../channels/outbound-request.ts';
import { postSigned } from '../channels/signed-post.ts';
import type { Channel } from '../channels/stored-channels.ts';
import type { OutboxMessage } from './stored-outbox.ts';

/** Sends a message of the outbox once. `stopping`: aborts the attempt. */
export const sendOnce = (
	{ clock, request }: { readonly clock: Clock; readonly request: OutboundRequest },
	{ id, value }: Channel,
	message: OutboxMessage,
	stopping: AbortSignal,
): Promise<SendResult> =>
	attempt(clock, defaultTimeoutMs, stopping, (signal) =>
		postSigned(
			{
				...{ request, signal, now: clock.now() },
				channel: { id, name: value.name, settings: value.settings },
				secrets: value.secrets.map((secret) => secret.value),
			},
			message.id,
			{ type: message.type, timestamp: message.at, data: { id: message.id, ...message.data } },
		),
	);
