/**
 * How far a notification has come through the browsers, who are in the order of their ids. A push
 * service that fails holds up its own browsers alone. After a crash the server continues there: it
 * loses no browser, and repeats at most the requests that were under way.
 */
import { z } from 'zod';
import type { PrivateStore } from '../../core/private-store/private-store.ts';

const kind = 'web-push-progress';
/** A message that was sent may be sent again by an operator within this time; then it is forgotten. */
const keptMs = 14 * 24 * 60 * 60_000;

const place = z.object({
	/** All up to this id are done. */
	after: z.string(),
	/** Browsers after it that are done as well. */
	done: z.array(z.string()),
});
export type Place = z.infer<typeof place>;

const storedProgress = z.object({
	at: z.iso.datetime(),
	/** All browsers up to this id are done, except the ones of services that failed. */
	after: z.string(),
	/** By the host of the push service that failed. */
	failed: z.record(z.string(), place),
	isComplete: z.boolean(),
});
export type PushProgress = z.infer<typeof storedProgress>;

export class StoredPushProgress {
	readonly #store: PrivateStore;

	constructor(privateStore: PrivateStore) {
		this.#store = privateStore;
	}

	/** `now`: epoch milliseconds, here and below. */
	async read(message: string, now: number): Promise<PushProgress> {
		const found = storedProgress.safeParse((await this.#store.get(kind, message))?.value).data;
		return found ?? { at: new Date(now).toISOString(), after: '', failed: {}, isComplete: false };
	}

	async write(message: string, progress: PushProgress): Promise<void> {
		await this.#store.put(kind, message, progress);
	}

	async forgetOld(now: number): Promise<void> {
		for (const { id, value } of await this.#store.list(kind)) {
			const { data } = storedProgress.safeParse(value);
			if (!data || Date.parse(data.at) + keptMs <= now) await this.#store.remove(kind, id);
		}
	}
}
