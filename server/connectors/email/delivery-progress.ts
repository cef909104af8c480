/**
 * How far a message has come through the subscribers, who are in the order of their ids. After a
 * crash the server continues there: it loses no one, and repeats at most the e-mails that were under
 * way.
 */
import { z } from 'zod';
import type { PrivateStore } from '../../core/private-store/private-store.ts';

const kind = 'email-progress';
/** A message that was sent may be sent again by an operator within this time; then it is forgotten. */
const keptMs = 14 * 24 * 60 * 60_000;

const storedProgress = z.object({
	at: z.iso.datetime(),
	/** Everyone up to this id is done. */
	after: z.string(),
	/** Subscribers after it who are done as well. */
	done: z.array(z.string()),
	isComplete: z.boolean(),
});
export type Progress = z.infer<typeof storedProgress>;

export class DeliveryProgress {
	readonly #store: PrivateStore;

	constructor(privateStore: PrivateStore) {
		this.#store = privateStore;
	}

	/** `now`: epoch milliseconds, here and below. */
	async read(message: string, now: number): Promise<Progress> {
		const found = storedProgress.safeParse((await this.#store.get(kind, message))?.value).data;
		return found ?? { at: new Date(now).toISOString(), after: '', done: [], isComplete: false };
	}

	async write(message: string, progress: Progress): Promise<void> {
		await this.#store.put(kind, message, progress);
	}

	async forgetOld(now: number): Promise<void> {
		for (const { id, value } of await this.#store.list(kind)) {
			const { data } = storedProgress.safeParse(value);
			if (!data || Date.parse(data.at) + keptMs <= now) await this.#store.remove(kind, id);
		}
	}
}
