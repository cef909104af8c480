/**
 * Sends the messages of the outbox through one channel: in order, at least once with the same id, one
 * after the other. It waits, gives up and shares a channel with other servers as the loop of the
 * channel's news does.
 */
import type { BackoffLimits } from '../../../src/model/backoff.ts';
import type { Clock } from '../../core/clock.ts';
import type { ReportError } from '../../core/report-error.ts';
import { retryWaitMs } from '../../core/retry-wait.ts';
import { afterAttempt, longestAskedMs } from '../channels/after-attempt.ts';
import { defaultTimeoutMs } from '../channels/attempt.ts';
import type { SendResult } from '../channels/channel-kind.ts';
import type { OutboundRequest } from '../channels/outbound-request.ts';
import { longestWaitMs, StepLoop } from '../channels/step-loop.ts';
import type { Channel, StoredChannels } from '../channels/stored-channels.ts';
import { cursorAt, type StoredCursor, type StoredCursors } from '../channels/stored-cursors.ts';
import { sendOnce } from './send-once.ts';
import type { OutboxMessage, StoredOutbox } from './stored-outbox.ts';

/** How often a server looks whether another one has sent what it waits for. */
const heldCheckMs = 1_000;
const holdMs = defaultTimeoutMs + 10_000;

export interface OutboxDependencies {
	readonly channels: StoredChannels;
	readonly cursors: StoredCursors;
	readonly outbox: StoredOutbox;
	readonly request: OutboundRequest;
	readonly clock: Clock;
	readonly random: () => number;
	readonly limits: BackoffLimits;
	/** The name of this server among those that share the store. */
	readonly server: string;
	readonly reportError: ReportError;
	/** Called after each attempt. */
	readonly onResult: (channel: Channel, message: OutboxMessage, result: SendResult) => void;
	/** Called after a message was accepted, before it is removed: maybe twice. `at`: ISO 8601 in UTC. */
	readonly onDelivery: (message: OutboxMessage, at: string) => Promise<void>;
	/** Disables the channel. */
	readonly onGone: (channel: Channel, reason: string) => Promise<void>;
}

/** The cursor of the outbox is not that of the channel's news. */
export const outboxCursor = (channel: string): string => `outbox:${channel}`;

/** The first message is always the next one, so no position is needed. */
const start = cursorAt(0);

export class OutboxLoop {
	readonly #id: string;
	readonly #dependencies: OutboxDependencies;
	readonly #loop: StepLoop;

	constructor(id: string, dependencies: OutboxDependencies) {
		this.#id = id;
		this.#dependencies = dependencies;
		const { clock, reportError } = dependencies;
		this.#loop = new StepLoop({
			clock,
			step: (stopping) => this.#step(stopping),
			onError: (error) =>
				reportError(error, 'an outbox could not go on; it tries again in a minute', { channel: id }),
		});
	}

	wake(): void {
		this.#loop.wake();
	}

	/** An attempt that does not end within two seconds is aborted, and repeated after the next start. */
	close(): Promise<void> {
		return this.#loop.close();
	}

	/** Makes at most one attempt; resolves to the milliseconds until the next step, 0: at once. */
	async #step(stopping: AbortSignal): Promise<number> {
		const { channels, clock, cursors, outbox, server } = this.#dependencies;
		const value = await channels.find(this.#id);
		const message = value?.enabled ? await outbox.first(this.#id) : null;
		if (!value || !message) return longestWaitMs;
		const channel = { id: this.#id, value };
		const name = outboxCursor(this.#id);
		const cursor = (await cursors.find(name)) ?? (await cursors.write(name, start, 0));
		if (!cursor) return 0;
		const now = clock.now();
		const { retryAt, holder, heldUntil } = cursor.value;
		if (retryAt !== null && retryAt > now) return retryAt - now;
		if (holder !== null && holder !== server && heldUntil > now)
			return Math.min(heldUntil - now, heldCheckMs);
		const hold = { ...cursor.value, holder: server, heldUntil: now + holdMs };
		const held = await cursors.write(name, hold, cursor.version);
		if (!held) return 0;
		const result = await sendOnce(this.#dependencies, channel, message, stopping);
		if (stopping.aborted && result.type !== 'delivered') {
			await cursors.write(name, { ...held.value, holder: null, heldUntil: 0 }, held.version);
			return longestWaitMs;
		}
		await this.#finish(channel, held, message, result);
		return 0;
	}

	async #finish(
		channel: Channel,
		{ value, version }: StoredCursor,
		message: OutboxMessage,
		result: SendResult,
	): Promise<void> {
		const { clock, cursors, outbox, random, limits, onResult, onDelivery, onGone } = this.#dependencies;
		const now = clock.now();
		const retryAfterMs = result.type === 'failed' ? result.retryAfterMs : undefined;
		const { cursor, givenUpAfter } = afterAttempt(value, start, result, {
			now,
			retryAt: now + retryWaitMs(value.failures + 1, random, { limits, retryAfterMs, longestAskedMs }),
			heldUntil: 0,
		});
		onResult(channel, message, result);
		if (result.type === 'delivered') await onDelivery(message, new Date(now).toISOString());
		if (result.type === 'gone') await onGone(channel, result.reason);
		if (givenUpAfter !== null && result.type !== 'delivered') {
			const givenUpAt = new Date(now).toISOString();
			const letter = { ...message, tries: givenUpAfter, reason: result.reason, givenUpAt };
			await outbox.giveUp(channel.id, letter);
		}
		if (result.type === 'delivered' || givenUpAfter !== null) await outbox.remove(channel.id, message);
		const { seq, part } = start;
		await cursors.write(outboxCursor(channel.id), { ...cursor, seq, part, holder: null }, version);
	}
}
