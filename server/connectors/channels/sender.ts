/** Makes the messages of a channel, and sends one of them once. */
import type { Clock } from '../../core/clock.ts';
import { attempt, defaultTimeoutMs } from './attempt.ts';
import { type ChannelEvent, isCorrection } from './channel-events.ts';
import { passesFilter } from './channel-filter.ts';
import type { SendResult } from './channel-kind.ts';
import type { ChannelKinds } from './channel-kinds.ts';
import { type ChannelMessage, type MessageSource, messageOf } from './channel-message.ts';
import type { OutboundRequest } from './outbound-request.ts';
import type { SentNotices } from './sent-notices.ts';
import type { Channel } from './stored-channels.ts';
import { testMessage } from './test-message.ts';

interface Dependencies {
	readonly kinds: ChannelKinds;
	/** The public records as they are now. */
	readonly source: () => MessageSource;
	readonly request: OutboundRequest;
	readonly clock: Clock;
	readonly sentNotices: SentNotices;
}

export class Sender {
	readonly #dependencies: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	/** `null`: the channel sends nothing about it now. */
	async messageFor({ id, value }: Channel, event: ChannelEvent): Promise<ChannelMessage | null> {
		const { source, kinds, sentNotices } = this.#dependencies;
		const message = messageOf(source(), id, event, value.language);
		if (!message || kinds[value.kind].sends?.(message) === false) return null;
		// The filter may have changed. Receivers of what is corrected get the correction.
		const isWanted = isCorrection(event)
			? await sentNotices.has(id, event.notice)
			: passesFilter(value.filter, message.notice);
		return isWanted ? message : null;
	}

	/** The longest time of one attempt, milliseconds. */
	timeoutMs({ value }: Channel): number {
		return this.#dependencies.kinds[value.kind].timeoutMs ?? defaultTimeoutMs;
	}

	/** `stopping`: aborts the attempt. */
	async send(
		channel: Channel,
		event: ChannelEvent,
		message: ChannelMessage,
		stopping: AbortSignal,
	): Promise<SendResult> {
		const { source, sentNotices } = this.#dependencies;
		if (!isCorrection(event)) await sentNotices.add(channel.id, event.notice);
		return this.#attempt(channel, message, stopping, (language) => {
			const other = messageOf(source(), channel.id, event, language);
			// The state may have changed since the message was made.
			return other ?? message;
		});
	}

	/** `id`: of the message. */
	test(channel: Channel, id: string, stopping: AbortSignal): Promise<SendResult> {
		const message = testMessage(this.#dependencies.source(), id, channel.value.language);
		return this.#attempt(channel, message, stopping, () => message);
	}

	async #attempt(
		channel: Channel,
		message: ChannelMessage,
		stopping: AbortSignal,
		inLanguage: (language: ChannelMessage['language'] | null) => ChannelMessage,
	): Promise<SendResult> {
		const { kinds, source, clock, request } = this.#dependencies;
		const { id, value } = channel;
		const timeoutMs = this.timeoutMs(channel);
		return attempt(clock, timeoutMs, stopping, (signal) =>
			kinds[value.kind].send({
				...{ message, inLanguage, source: source(), request, signal, now: clock.now() },
				channel: { id, name: value.name, settings: value.settings },
				secrets: value.secrets.map((secret) => secret.value),
			}),
		);
	}
}
