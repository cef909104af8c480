/** Subscribers in the private store, and the keyed hashes by which an address is found. */
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import type { EmailKey } from './email-key.ts';
import { type StoredSubscriber, type Subscriber, storedSubscriber } from './subscriber.ts';

const kind = 'subscriber';
/** The id is the hash of an address, the value the id of its subscriber. */
const addressKind = 'subscriber-address';
const storedAddress = z.object({ subscriber: z.string() });

const pageSize = 200;

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly key: EmailKey;
	readonly newId: () => string;
}

export class StoredSubscribers {
	readonly #store: PrivateStore;
	readonly #key: EmailKey;
	readonly #newId: () => string;

	constructor({ privateStore, key, newId }: Dependencies) {
		this.#store = privateStore;
		this.#key = key;
		this.#newId = newId;
	}

	/** `null`: there is none, or it is damaged. */
	async find(id: string): Promise<StoredSubscriber | null> {
		return storedSubscriber.safeParse((await this.#store.get(kind, id))?.value).data ?? null;
	}

	/** The next subscribers in the order of their ids, at most `limit`. Empty: there are no more. */
	async page(after: string, limit: number = pageSize): Promise<readonly Subscriber[]> {
		for (let from = after; ; ) {
			const records = await this.#store.list(kind, { after: from, limit });
			const read = records.flatMap(({ id, value }) => {
				const { data } = storedSubscriber.safeParse(value);
				return data ? [{ id, value: data }] : [];
			});
			const last = records.at(-1);
			// A page of damaged records is not the end.
			if (read.length > 0 || !last) return read;
			from = last.id;
		}
	}

	async *all(): AsyncGenerator<Subscriber> {
		for (let page = await this.page(''); page.length > 0; page = await this.page(page.at(-1)?.id ?? '')) {
			yield* page;
			// The store answers without a pause, and the server has other work.
			await setImmediate();
		}
	}

	/** `null`: there is none. Unlike `idOf`, it writes nothing. */
	async findByAddress(address: string): Promise<StoredSubscriber | null> {
		const record = await this.#store.get(addressKind, this.#key.hashOf(address));
		const { data } = storedAddress.safeParse(record?.value);
		return data ? this.find(data.subscriber) : null;
	}

	/** The id that the subscriber with this address has, or will have. */
	async idOf(address: string): Promise<string> {
		const hash = this.#key.hashOf(address);
		await this.#store.put(addressKind, hash, { subscriber: this.#newId() }, 0);
		return storedAddress.parse((await this.#store.get(addressKind, hash))?.value).subscriber;
	}

	/**
	 * Changes a subscriber, or makes one from `null`; `null` as the result leaves everything as it is.
	 * Resolves with the subscriber as it is now.
	 */
	async change(
		id: string,
		change: (before: StoredSubscriber | null) => StoredSubscriber | null,
	): Promise<StoredSubscriber | null> {
		for (;;) {
			const record = await this.#store.get(kind, id);
			const before = storedSubscriber.safeParse(record?.value).data ?? null;
			const after = change(before);
			if (after === null) return before;
			if ((await this.#store.put(kind, id, after, record?.version ?? 0)).done) return after;
		}
	}

	/** Erases a subscriber and the hash of the address. Throws CandorError `not-found`. */
	async erase(id: string): Promise<void> {
		const before = await this.find(id);
		// The record first: a hash that is left over leads to no subscriber.
		if (!(await this.#store.remove(kind, id)))
			throw new CandorError(
				'not-found',
				`There is no subscriber "${id}". List the subscribers to see their ids.`,
			);
		if (before) await this.#store.remove(addressKind, this.#key.hashOf(before.address));
	}
}
