/** Browsers that get notifications, in the private store. */
import { setImmediate } from 'node:timers/promises';
import { CandorError } from '../../../src/model/errors.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import {
	idOfEndpoint,
	type PushSubscriber,
	type StoredPushSubscriber,
	storedPushSubscriber,
} from './push-subscriber.ts';

const kind = 'web-push-subscriber';
const pageSize = 200;

export class StoredPushSubscribers {
	readonly #store: PrivateStore;

	constructor(privateStore: PrivateStore) {
		this.#store = privateStore;
	}

	/** The next ones in the order of their ids, at most `limit`. Empty: there are no more. */
	async page(after: string, limit: number = pageSize): Promise<readonly PushSubscriber[]> {
		for (let from = after; ; ) {
			const records = await this.#store.list(kind, { after: from, limit });
			const read = records.flatMap(({ id, value }) => {
				const { data } = storedPushSubscriber.safeParse(value);
				return data ? [{ id, value: data }] : [];
			});
			const last = records.at(-1);
			// A page of damaged records is not the end.
			if (read.length > 0 || !last) return read;
			from = last.id;
		}
	}

	async *all(): AsyncGenerator<PushSubscriber> {
		for (let page = await this.page(''); page.length > 0; page = await this.page(page.at(-1)?.id ?? '')) {
			yield* page;
			// The store answers without a pause, and the server has other work.
			await setImmediate();
		}
	}

	/** `true`: it is new. Otherwise the choice is replaced, and the time stays. */
	async put(subscriber: Omit<StoredPushSubscriber, 'createdAt' | 'refusals'>, now: number): Promise<boolean> {
		const id = idOfEndpoint(subscriber.endpoint);
		for (;;) {
			const record = await this.#store.get(kind, id);
			const before = storedPushSubscriber.safeParse(record?.value).data;
			const createdAt = before?.createdAt ?? new Date(now).toISOString();
			const value: StoredPushSubscriber = { ...subscriber, createdAt, refusals: 0 };
			if ((await this.#store.put(kind, id, value, record?.version ?? 0)).done) return !before;
		}
	}

	/** What `change` makes of a subscriber that is still there; `null`: it is removed. */
	async change(
		id: string,
		change: (before: StoredPushSubscriber) => StoredPushSubscriber | null,
	): Promise<void> {
		for (;;) {
			const record = await this.#store.get(kind, id);
			const { data } = storedPushSubscriber.safeParse(record?.value);
			if (!record || !data) return;
			const after = change(data);
			if (after === null) return void (await this.#store.remove(kind, id));
			if ((await this.#store.put(kind, id, after, record.version)).done) return;
		}
	}

	/** `false`: there is none. */
	remove(endpoint: string): Promise<boolean> {
		return this.#store.remove(kind, idOfEndpoint(endpoint));
	}

	/** Throws CandorError `not-found`. */
	async erase(id: string): Promise<void> {
		if (await this.#store.remove(kind, id)) return;
		throw new CandorError('not-found', `There is no browser "${id}". List the browsers to see their ids.`);
	}
}
