/**
 * Messages that a channel could not deliver, in the private store. They have no words: those are read
 * when the message is sent again.
 */
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import { startStages } from '../../../src/model/promises/start-stages.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import { type ChannelEvent, channelEventKinds } from './channel-events.ts';

/** The oldest ones make room for newer ones. */
export const mostDeadLetters = 100;

const deadLetter = z.object({
	event: z.object({
		...{ seq: z.number(), part: z.number(), at: z.string(), what: z.enum(channelEventKinds) },
		...{
			notice: z.string(),
			update: z.string().nullable(),
			remedy: z.string().nullable().default(null),
			stage: z.enum(startStages).nullable(),
		},
	}),
	/** Of the message. */
	message: z.string(),
	tries: z.number(),
	reason: z.string(),
	/** When it was given up, ISO 8601 in UTC. */
	at: z.string(),
});
export type DeadLetter = z.infer<typeof deadLetter>;

export interface StoredDeadLetter extends DeadLetter {
	/** In the order of the log. */
	readonly id: string;
}

const kindOf = (channel: string): string => `channel-dead-letter:${channel}`;

const idOf = ({ seq, part }: ChannelEvent): string => `${String(seq).padStart(12, '0')}-${part}`;

export class DeadLetters {
	readonly #privateStore: PrivateStore;

	constructor(privateStore: PrivateStore) {
		this.#privateStore = privateStore;
	}

	/** The oldest first. */
	async all(channel: string): Promise<readonly StoredDeadLetter[]> {
		return (await this.#privateStore.list(kindOf(channel))).flatMap(({ id, value }) => {
			const { data } = deadLetter.safeParse(value);
			return data ? [{ id, ...data }] : [];
		});
	}

	async count(channel: string): Promise<number> {
		return (await this.all(channel)).length;
	}

	/** Throws CandorError `not-found`. */
	async require(channel: string, id: string): Promise<StoredDeadLetter> {
		const found = (await this.all(channel)).find((each) => each.id === id);
		if (found) return found;
		throw new CandorError(
			'not-found',
			`The channel "${channel}" has no dead letter "${id}". List its deliveries (candor channels deliveries ${channel}).`,
		);
	}

	async add(channel: string, letter: DeadLetter): Promise<void> {
		await this.#privateStore.put(kindOf(channel), idOf(letter.event), letter);
		const ids = (await this.#privateStore.list(kindOf(channel))).map(({ id }) => id);
		for (const id of ids.slice(0, Math.max(ids.length - mostDeadLetters, 0))) await this.remove(channel, id);
	}

	async remove(channel: string, id: string): Promise<void> {
		await this.#privateStore.remove(kindOf(channel), id);
	}

	async removeAll(channel: string): Promise<void> {
		for (const { id } of await this.#privateStore.list(kindOf(channel))) await this.remove(channel, id);
	}
}
