/**
 * Messages to the host's own systems, in the private store until they are delivered: claims to
 * billing, requests to the desk. Unlike news about notices, they are about single customers, so they
 * are not in the log.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';

/** The oldest ones make room for newer ones. */
export const mostDeadLetters = 1_000;

const outboxMessage = z.object({
	/** The same in each attempt and on each server: receivers recognise repetitions by it. */
	id: z.string(),
	/** When it happened, ISO 8601 in UTC. */
	at: z.iso.datetime(),
	/** Such as `remedy.claimed`. */
	type: z.string(),
	data: z.record(z.string(), z.unknown()),
});
export type OutboxMessage = z.infer<typeof outboxMessage>;

const deadLetter = outboxMessage.extend({
	tries: z.number(),
	reason: z.string(),
	/** When it was given up, ISO 8601 in UTC. */
	givenUpAt: z.iso.datetime(),
});
export type OutboxDeadLetter = z.infer<typeof deadLetter>;

const waitingKind = (channel: string): string => `outbox:${channel}`;
const deadKind = (channel: string): string => `outbox-dead-letter:${channel}`;

/** In the order of time. */
const recordId = ({ at, id }: Pick<OutboxMessage, 'at' | 'id'>): string => `${at} ${id}`;

/** `subject`: what the message is about, such as the id of a claim. */
export const outboxMessageId = (channel: string, subject: string): string =>
	`msg_${createHash('sha256').update(`outbox\n${channel}\n${subject}`).digest('hex').slice(0, 32)}`;

export class StoredOutbox {
	readonly #privateStore: PrivateStore;

	constructor(privateStore: PrivateStore) {
		this.#privateStore = privateStore;
	}

	/** Once: a message that waits already stays as it is. */
	async add(channel: string, message: OutboxMessage): Promise<void> {
		await this.#privateStore.put(waitingKind(channel), recordId(message), message, 0);
	}

	/** The oldest message of a channel; `null`: none waits. A damaged one is skipped. */
	async first(channel: string): Promise<OutboxMessage | null> {
		for (const { value } of await this.#privateStore.list(waitingKind(channel), { after: '', limit: 10 })) {
			const { data } = outboxMessage.safeParse(value);
			if (data) return data;
		}
		return null;
	}

	/** How many messages wait, at most `most`. */
	async count(channel: string, most: number): Promise<number> {
		return (await this.#privateStore.list(waitingKind(channel), { after: '', limit: most })).length;
	}

	/** It was delivered, or given up. */
	async remove(channel: string, message: OutboxMessage): Promise<void> {
		await this.#privateStore.remove(waitingKind(channel), recordId(message));
	}

	async giveUp(channel: string, letter: OutboxDeadLetter): Promise<void> {
		await this.#privateStore.put(deadKind(channel), recordId(letter), letter);
		const ids = (await this.#privateStore.list(deadKind(channel))).map(({ id }) => id);
		for (const id of ids.slice(0, Math.max(ids.length - mostDeadLetters, 0)))
			await this.#privateStore.remove(deadKind(channel), id);
	}

	/** The oldest first. */
	async deadLetters(channel: string): Promise<readonly OutboxDeadLetter[]> {
		return (await this.#privateStore.list(deadKind(channel))).flatMap(
			({ value }) => deadLetter.safeParse(value).data ?? [],
		);
	}

	/** Throws CandorError `not-found`. */
	async requireDeadLetter(channel: string, id: string): Promise<OutboxDeadLetter> {
		const found = (await this.deadLetters(channel)).find((each) => each.id === id);
		if (found) return found;
		throw new CandorError(
			'not-found',
			`The channel "${channel}" has no dead letter "${id}". List its deliveries (candor channels deliveries ${channel}).`,
		);
	}

	async removeDeadLetter(channel: string, letter: OutboxDeadLetter): Promise<void> {
		await this.#privateStore.remove(deadKind(channel), recordId(letter));
	}

	/** Dead letters hold references of customers: they are erased after a while. */
	async eraseBefore(channel: string, instant: string): Promise<void> {
		for (const letter of await this.deadLetters(channel))
			if (letter.givenUpAt < instant) await this.removeDeadLetter(channel, letter);
	}

	async removeAll(channel: string): Promise<void> {
		for (const kind of [waitingKind(channel), deadKind(channel)])
			for (const { id } of await this.#privateStore.list(kind)) await this.#privateStore.remove(kind, id);
	}
}
