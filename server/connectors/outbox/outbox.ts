/** The outbox, assembled: a loop for each channel to a system of the host. */
import type { Logger } from 'pino';
import type { BackoffLimits } from '../../../src/model/backoff.ts';
import { type Clock, repeat } from '../../core/clock.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import type { SendResult } from '../channels/channel-kind.ts';
import type { ChannelKindName } from '../channels/channel-kind-names.ts';
import type { ChannelRunner } from '../channels/channel-runner.ts';
import type { Channel, StoredChannels } from '../channels/stored-channels.ts';
import { type Cursor, StoredCursors } from '../channels/stored-cursors.ts';
import { type OutboxDependencies, OutboxLoop, outboxCursor } from './outbox-loop.ts';
import { sendOnce } from './send-once.ts';
import { type OutboxDeadLetter, type OutboxMessage, outboxMessageId, StoredOutbox } from './stored-outbox.ts';

/** Other servers on the same store create and remove channels too. */
const syncMs = 60_000;
/** More waiting messages are not counted. */
const mostCounted = 1_000;
/** How long a message that was given up can be sent again. */
const keptDeadMs = 7 * 86_400_000;
const defaultLimits: BackoffLimits = { minMs: 1_000, firstMs: 3_000, maxMs: 300_000 };

/** The channels that get messages of the outbox. */
export type OutboxKind = Extract<ChannelKindName, 'billing-webhook' | 'desk-webhook'>;
const outboxKinds: readonly string[] = ['billing-webhook', 'desk-webhook'] satisfies readonly OutboxKind[];

export const hasOutbox = (kind: string): kind is OutboxKind => outboxKinds.includes(kind);

interface Dependencies
	extends Pick<
		OutboxDependencies,
		'channels' | 'request' | 'clock' | 'random' | 'server' | 'reportError' | 'onDelivery'
	> {
	readonly privateStore: PrivateStore;
	readonly runner: Pick<ChannelRunner, 'disable'>;
	readonly logger: Logger;
	/** Default: 3 s, doubling up to 5 min. */
	readonly limits?: BackoffLimits | undefined;
}

export interface OutboxState {
	/** `null`: nothing was sent yet. */
	readonly cursor: Cursor | null;
	readonly waiting: number;
	readonly deadLetters: readonly OutboxDeadLetter[];
}

export class Outbox {
	readonly stored: StoredOutbox;
	readonly #channels: StoredChannels;
	readonly #loopDependencies: OutboxDependencies;
	readonly #loops = new Map<string, OutboxLoop>();
	readonly #clock: Clock;
	readonly #stopSync: () => void;
	readonly #stopping = new AbortController();

	private constructor(dependencies: Dependencies) {
		const { privateStore, channels, clock, logger, reportError, runner, limits } = dependencies;
		this.stored = new StoredOutbox(privateStore);
		this.#channels = channels;
		this.#clock = clock;
		this.#loopDependencies = {
			...{ ...dependencies, outbox: this.stored, cursors: new StoredCursors(privateStore) },
			limits: limits ?? defaultLimits,
			onResult: ({ id }, message, result) => {
				if (result.type !== 'delivered')
					logger.warn(
						{ channel: id, message: message.id, reason: result.reason },
						'a message was not delivered',
					);
			},
			onGone: (channel, reason) => runner.disable(channel, reason),
		};
		this.#stopSync = repeat(clock, syncMs, () => {
			this.sync().catch((error: unknown) => reportError(error, 'the outbox could not be read'));
		});
	}

	/** Continues with the messages that wait in the private store. */
	static async open(dependencies: Dependencies): Promise<Outbox> {
		const outbox = new Outbox(dependencies);
		await outbox.sync();
		return outbox;
	}

	/**
	 * Stores a message for each channel of a kind, and begins to send it. It may be called again for
	 * the same subject: a repetition has the same id.
	 */
	async send(kind: OutboxKind, subject: string, message: Omit<OutboxMessage, 'id'>): Promise<void> {
		for (const { id, value } of await this.#channels.all())
			if (value.kind === kind) {
				await this.stored.add(id, { ...message, id: outboxMessageId(id, subject) });
				this.#loopOf(id)?.wake();
			}
	}

	/** What a channel has not delivered, and how its attempts go. */
	async stateOf(channel: string): Promise<OutboxState> {
		const cursor = await this.#loopDependencies.cursors.find(outboxCursor(channel));
		return {
			cursor: cursor?.value ?? null,
			waiting: await this.stored.count(channel, mostCounted),
			deadLetters: await this.stored.deadLetters(channel),
		};
	}

	/** Sends a dead letter once. It is removed if it was delivered. Throws CandorError `not-found`. */
	async replayDeadLetter(channel: Channel, id: string): Promise<SendResult> {
		const letter = await this.stored.requireDeadLetter(channel.id, id);
		const result = await sendOnce(this.#loopDependencies, channel, letter, this.#stopping.signal);
		this.#loopDependencies.onResult(channel, letter, result);
		if (result.type !== 'delivered') return result;
		await this.#loopDependencies.onDelivery(letter, new Date(this.#clock.now()).toISOString());
		await this.stored.removeDeadLetter(channel.id, letter);
		return result;
	}

	/** Starts and stops loops, and erases old dead letters. */
	async sync(): Promise<void> {
		const ids = new Set(
			(await this.#channels.all()).filter(({ value }) => hasOutbox(value.kind)).map(({ id }) => id),
		);
		const oldest = new Date(this.#clock.now() - keptDeadMs).toISOString();
		for (const id of ids) {
			this.#loopOf(id)?.wake();
			await this.stored.eraseBefore(id, oldest);
		}
		for (const [id, loop] of this.#loops)
			if (!ids.has(id)) {
				this.#loops.delete(id);
				await loop.close();
			}
	}

	/** What the channel had, after it was removed. */
	async forget(channel: string): Promise<void> {
		await this.sync();
		await this.stored.removeAll(channel);
		await this.#loopDependencies.cursors.remove(outboxCursor(channel));
	}

	async close(): Promise<void> {
		this.#stopSync();
		this.#stopping.abort();
		await Promise.all([...this.#loops.values()].map((loop) => loop.close()));
	}

	#loopOf(channel: string): OutboxLoop | null {
		if (this.#stopping.signal.aborted) return null;
		const loop = this.#loops.get(channel) ?? new OutboxLoop(channel, this.#loopDependencies);
		this.#loops.set(channel, loop);
		return loop;
	}
}
