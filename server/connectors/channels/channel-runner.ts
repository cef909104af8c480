/** Runs a loop for each channel, and does what operators ask of one. */
import type { Logger } from 'pino';
import type { BackoffLimits } from '../../../src/model/backoff.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { type Clock, repeat } from '../../core/clock.ts';
import type { CommandHandler } from '../../core/command-handler.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { Log } from '../../core/log/log.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { ChannelEvent } from './channel-events.ts';
import type { SendResult } from './channel-kind.ts';
import { ChannelLoop, type LoopDependencies } from './channel-loop.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Sender } from './sender.ts';
import type { SentNotices } from './sent-notices.ts';
import type { Channel, StoredChannels } from './stored-channels.ts';
import { cursorAt, type StoredCursors } from './stored-cursors.ts';
import { waitingMessages } from './waiting-messages.ts';

/** Other servers on the same log create and remove channels too. */
const syncMs = 60_000;
const defaultLimits: BackoffLimits = { minMs: 1_000, firstMs: 3_000, maxMs: 300_000 };

/** Counts for the metrics. */
export interface ChannelFigures {
	recordAttempt(channel: string, outcome: SendResult['type']): void;
	recordGivenUp(channel: string): void;
}

interface Dependencies {
	readonly log: Log;
	readonly liveState: LiveState;
	readonly commandHandler: CommandHandler;
	readonly channels: StoredChannels;
	readonly cursors: StoredCursors;
	readonly deadLetters: DeadLetters;
	readonly sender: Sender;
	readonly sentNotices: SentNotices;
	readonly clock: Clock;
	readonly random: () => number;
	readonly newId: () => string;
	readonly logger: Logger;
	readonly reportError: ReportError;
	readonly figures: ChannelFigures;
	/** The name of this server among those that share the log. */
	readonly server: string;
	/** Whether other servers use the same private store. */
	readonly isShared: boolean;
	/** Default: 3 s, doubling up to 5 min. */
	readonly limits?: BackoffLimits | undefined;
}

export class ChannelRunner {
	readonly #dependencies: Dependencies;
	readonly #loopDependencies: LoopDependencies;
	readonly #loops = new Map<string, ChannelLoop>();
	readonly #stopping = new AbortController();
	readonly #unsubscribe: () => void;
	readonly #stopSync: () => void;

	private constructor(dependencies: Dependencies) {
		const { liveState, clock, logger, reportError, limits = defaultLimits } = dependencies;
		const { figures, deadLetters } = dependencies;
		this.#dependencies = dependencies;
		this.#loopDependencies = {
			...{ ...dependencies, limits },
			onResult: ({ id }, message, result) => {
				figures.recordAttempt(id, result.type);
				if (result.type !== 'delivered')
					logger.warn(
						{ channel: id, message: message.id, reason: result.reason },
						'a message was not delivered',
					);
			},
			async onGivenUp({ id }, letter) {
				await deadLetters.add(id, letter);
				figures.recordGivenUp(id);
				logger.error(
					{ channel: id, message: letter.message, reason: letter.reason },
					'a message was given up',
				);
			},
			onGone: (channel, reason) => this.disable(channel, reason),
		};
		this.#unsubscribe = liveState.subscribe(() => {
			for (const loop of this.#loops.values()) loop.wake();
		});
		this.#stopSync = repeat(clock, syncMs, () => {
			this.sync().catch((error: unknown) => {
				reportError(error, 'the channels could not be read');
			});
		});
	}

	/** Continues with the channels of the private store. */
	static async open(dependencies: Dependencies): Promise<ChannelRunner> {
		// A server that was killed has released nothing.
		if (!dependencies.isShared) await dependencies.cursors.releaseAll();
		const runner = new ChannelRunner(dependencies);
		await runner.sync();
		return runner;
	}

	/** Starts and stops loops, so that each channel of the private store has one. */
	async sync(): Promise<void> {
		const ids = new Set((await this.#dependencies.channels.all()).map(({ id }) => id));
		if (this.#stopping.signal.aborted) return;
		for (const id of ids) {
			const loop = this.#loops.get(id);
			if (loop) loop.wake();
			else this.#loops.set(id, new ChannelLoop(id, this.#loopDependencies));
		}
		for (const [id, loop] of this.#loops)
			if (!ids.has(id)) {
				this.#loops.delete(id);
				await loop.close();
			}
	}

	/** The first event that a channel has not delivered; `null`: none, as far as is known. */
	pending(id: string): ChannelEvent | null {
		return this.#loops.get(id)?.pending ?? null;
	}

	/** How many messages a channel has still to send, at most `mostCounted`. */
	async waiting(channel: Channel): Promise<number> {
		const from = this.pending(channel.id);
		return from ? waitingMessages(this.#dependencies, channel, from) : 0;
	}

	/** A new channel sends nothing of what happened before now. */
	async begin(id: string): Promise<void> {
		const { cursors, liveState } = this.#dependencies;
		await cursors.reset(id, cursorAt(liveState.state.seq + 1));
		await this.sync();
	}

	/** What the channel had, after it was removed. */
	async forget(id: string): Promise<void> {
		const { cursors, deadLetters, sentNotices } = this.#dependencies;
		await this.sync();
		await cursors.remove(id);
		await deadLetters.removeAll(id);
		await sentNotices.removeAll(id);
	}

	/** Throws CandorError `invalid` for a commit that is not there yet, but for the next one. */
	assertReplayable(seq: number): void {
		const newest = this.#dependencies.liveState.state.seq + 1;
		if (seq <= newest) return;
		throw new CandorError(
			'invalid',
			`The log has no commit ${seq} yet. Use a number from 1 to ${newest}; ${newest} skips everything up to now.`,
			[{ path: 'seq', message: `Use a number from 1 to ${newest}.` }],
		);
	}

	/** Sends everything from a commit on again. */
	async replayFrom(id: string, seq: number): Promise<void> {
		await this.#dependencies.cursors.reset(id, cursorAt(seq));
		await this.sync();
	}

	/** Sends a dead letter once. It is removed if it was delivered, or if there is nothing to send any more. */
	async replayDeadLetter(channel: Channel, letterId: string): Promise<SendResult> {
		const { deadLetters, sender } = this.#dependencies;
		const { event } = await deadLetters.require(channel.id, letterId);
		const message = await sender.messageFor(channel, event);
		const result: SendResult = message
			? await sender.send(channel, event, message, this.#stopping.signal)
			: { type: 'delivered' };
		if (message) this.#loopDependencies.onResult(channel, message, result);
		if (result.type === 'delivered') await deadLetters.remove(channel.id, letterId);
		return result;
	}

	/** Sends a test message once, whether the channel is enabled or not. */
	test(channel: Channel): Promise<SendResult> {
		const { sender, newId } = this.#dependencies;
		return sender.test(channel, newId(), this.#stopping.signal);
	}

	/** Because its receiver is gone. */
	async disable({ id, value }: Channel, reason: string): Promise<void> {
		const { channels, commandHandler, logger } = this.#dependencies;
		logger.error({ channel: id, reason }, 'a channel was disabled');
		await channels.disable(id, reason);
		await commandHandler.execute({
			command: {
				...{ type: 'put-connector', id, direction: 'out', of: value.kind },
				event: 'disabled by the server, because its receiver is gone',
			},
			actor: 'system',
			source: 'rule',
		});
	}

	async close(): Promise<void> {
		this.#stopSync();
		this.#unsubscribe();
		this.#stopping.abort();
		await Promise.all([...this.#loops.values()].map((loop) => loop.close()));
	}
}
