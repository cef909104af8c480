/**
 * Sends the events of the log through one channel: in order, at least once, one message after the
 * other. It continues at the cursor of the private store, so that a restart loses nothing; a message
 * that is sent twice has the same id. Nothing waits for it.
 */
import type { BackoffLimits } from '../../../src/model/backoff.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { Log } from '../../core/log/log.ts';
import type { ReportError } from '../../core/report-error.ts';
import { retryWaitMs } from '../../core/retry-wait.ts';
import { afterAttempt, longestAskedMs } from './after-attempt.ts';
import type { ChannelEvent } from './channel-events.ts';
import type { SendResult } from './channel-kind.ts';
import type { ChannelMessage } from './channel-message.ts';
import type { DeadLetter } from './dead-letters.ts';
import { PendingEvents } from './pending-events.ts';
import type { Sender } from './sender.ts';
import { longestWaitMs, StepLoop } from './step-loop.ts';
import type { Channel, StoredChannels } from './stored-channels.ts';
import { cursorAt, type StoredCursor, type StoredCursors } from './stored-cursors.ts';

/** The cursor of a channel that has nothing to send is written after so many commits. */
const idleCommits = 500;
/** How often a server looks whether another one has sent what it waits for. */
const heldCheckMs = 1_000;
/** How much longer a server holds the cursor than one attempt may take. */
const holdMarginMs = 10_000;

export interface LoopDependencies {
	readonly log: Log;
	readonly liveState: LiveState;
	readonly channels: StoredChannels;
	readonly cursors: StoredCursors;
	readonly sender: Sender;
	readonly clock: Clock;
	readonly random: () => number;
	readonly limits: BackoffLimits;
	/** The name of this server among those that share the log. */
	readonly server: string;
	readonly reportError: ReportError;
	/** Called after each attempt. */
	readonly onResult: (channel: Channel, message: ChannelMessage, result: SendResult) => void;
	/** Stores a message that was given up. */
	readonly onGivenUp: (channel: Channel, letter: DeadLetter) => Promise<void>;
	/** Disables the channel. */
	readonly onGone: (channel: Channel, reason: string) => Promise<void>;
}

export class ChannelLoop {
	readonly #id: string;
	readonly #dependencies: LoopDependencies;
	readonly #events: PendingEvents;
	readonly #loop: StepLoop;
	/** As it was last read or written. What the channel skipped since is not written yet. */
	#cursor: StoredCursor | null = null;
	#position = { seq: 0, part: 0 };
	#pending: ChannelEvent | null = null;

	constructor(id: string, dependencies: LoopDependencies) {
		this.#id = id;
		this.#dependencies = dependencies;
		this.#events = new PendingEvents(dependencies.log);
		const { clock, reportError } = dependencies;
		this.#loop = new StepLoop({
			clock,
			step: (stopping) => this.#step(stopping),
			onError: (error) =>
				reportError(error, 'a channel could not go on; it tries again in a minute', { channel: id }),
		});
	}

	/** The first event that is not delivered; `null`: none, as far as is known. */
	get pending(): ChannelEvent | null {
		return this.#pending;
	}

	wake(): void {
		this.#loop.wake();
	}

	/** An attempt that does not end within two seconds is aborted, and repeated after the next start. */
	async close(): Promise<void> {
		await this.#loop.close();
		await this.#release();
	}

	/** Another server need not wait until this one would have held the cursor no longer. */
	async #release(): Promise<void> {
		const { cursors, server, reportError } = this.#dependencies;
		if (this.#cursor?.value.holder !== server) return;
		const { value, version } = this.#cursor;
		try {
			await cursors.write(this.#id, { ...value, holder: null, heldUntil: 0 }, version);
		} catch (error) {
			reportError(error, 'a channel could not be released; another server waits', { channel: this.#id });
		}
	}

	/** Makes at most one attempt; resolves to the milliseconds until the next step, 0: at once. */
	async #step(stopping: AbortSignal): Promise<number> {
		const { channels, clock, cursors, sender, server } = this.#dependencies;
		const value = await channels.find(this.#id);
		if (!value) {
			this.#pending = null;
			return longestWaitMs;
		}
		const channel = { id: this.#id, value };
		const cursor = await this.#readCursor();
		if (!cursor) return 0;
		const next = await this.#next(channel);
		this.#pending = next?.event ?? null;
		if (!next) return this.#idle(cursor);
		if (!value.enabled) return longestWaitMs;
		const now = clock.now();
		const { retryAt, holder, heldUntil } = cursor.value;
		if (retryAt !== null && retryAt > now) return retryAt - now;
		if (holder !== null && holder !== server && heldUntil > now)
			return Math.min(heldUntil - now, heldCheckMs);
		const held = await this.#hold(cursor, now, sender.timeoutMs(channel) + holdMarginMs);
		if (!held) return 0;
		const result = await sender.send(channel, next.event, next.message, stopping);
		if (stopping.aborted && result.type !== 'delivered') {
			await cursors.write(this.#id, { ...held.value, holder: null, heldUntil: 0 }, held.version);
			return longestWaitMs;
		}
		await this.#finish(channel, held, next, result);
		return 0;
	}

	/** `null`: another server has just created it. */
	async #readCursor(): Promise<StoredCursor | null> {
		const { cursors, liveState } = this.#dependencies;
		const stored =
			(await cursors.find(this.#id)) ?? (await cursors.write(this.#id, cursorAt(liveState.state.seq + 1), 0));
		if (stored && stored.version !== this.#cursor?.version) this.#moveTo(stored);
		return stored;
	}

	#moveTo(stored: StoredCursor): void {
		this.#cursor = stored;
		this.#position = { seq: stored.value.seq, part: stored.value.part };
	}

	/** Skips what the channel does not send. */
	async #next(channel: Channel): Promise<{ event: ChannelEvent; message: ChannelMessage } | null> {
		const { sender, liveState } = this.#dependencies;
		for (;;) {
			const event = await this.#events.next(this.#position);
			if (!event || this.#loop.isClosed) return null;
			await liveState.reached(event.seq);
			const message = await sender.messageFor(channel, event);
			if (message) return { event, message };
			this.#position = this.#events.drop();
		}
	}

	async #idle({ value, version }: StoredCursor): Promise<number> {
		if (this.#events.readTo - value.seq < idleCommits) return longestWaitMs;
		const position = { seq: this.#events.readTo + 1, part: 0 };
		const written = await this.#dependencies.cursors.write(this.#id, { ...value, ...position }, version);
		if (written) this.#moveTo(written);
		return longestWaitMs;
	}

	/** `null`: another server was faster. One that sends already keeps the cursor without a write. */
	async #hold({ value, version }: StoredCursor, now: number, holdMs: number): Promise<StoredCursor | null> {
		const { cursors, server } = this.#dependencies;
		const isSame = value.seq === this.#position.seq && value.part === this.#position.part;
		if (isSame && value.holder === server && value.heldUntil > now + holdMs / 2) return { value, version };
		const tries = isSame ? value.tries : 0;
		const held = { ...value, ...this.#position, tries, holder: server, heldUntil: now + holdMs };
		const written = await cursors.write(this.#id, held, version);
		if (written) this.#cursor = written;
		return written;
	}

	async #finish(
		channel: Channel,
		{ value, version }: StoredCursor,
		{ event, message }: { event: ChannelEvent; message: ChannelMessage },
		result: SendResult,
	): Promise<void> {
		const { clock, cursors, sender, random, limits, onResult, onGivenUp, onGone } = this.#dependencies;
		const now = clock.now();
		const retryAfterMs = result.type === 'failed' ? result.retryAfterMs : undefined;
		const { cursor, givenUpAfter } = afterAttempt(value, event, result, {
			now,
			retryAt: now + retryWaitMs(value.failures + 1, random, { limits, retryAfterMs, longestAskedMs }),
			heldUntil: now + sender.timeoutMs(channel) + holdMarginMs,
		});
		onResult(channel, message, result);
		if (result.type === 'gone') await onGone(channel, result.reason);
		if (givenUpAfter !== null && result.type !== 'delivered') {
			const at = new Date(now).toISOString();
			const letter = { event, message: message.id, tries: givenUpAfter, reason: result.reason, at };
			await onGivenUp(channel, letter);
		}
		const written = await cursors.write(this.#id, cursor, version);
		if (!written) return;
		this.#cursor = written;
		if (cursor.seq === event.seq && cursor.part > event.part) this.#position = this.#events.drop();
	}
}
