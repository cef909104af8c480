/** Cards in the private store: which draft each decides about, and who has decided. */
import { z } from 'zod';
import type { PrivateStore } from '../../core/private-store/private-store.ts';

const kind = 'slack-card';
/** How long the buttons of a card work. */
export const cardMs = 5 * 60_000;
/** How long a button that is pressed again gets an answer that says who pressed it first. */
const keptMs = 7 * 86_400_000;

const storedCard = z.object({
	/** The draft, and the commit that wrote it. */
	draft: z.string(),
	seq: z.int(),
	title: z.string(),
	/** The person who wrote it. */
	person: z.string(),
	/** Epoch milliseconds. */
	at: z.number(),
	/** Who decided, and when; `null`: it is not decided, or was not by this card. */
	decided: z
		.object({ action: z.enum(['published', 'discarded']), person: z.string(), at: z.number() })
		.nullable(),
});
export type StoredCard = z.infer<typeof storedCard>;

export class StoredCards {
	readonly #store: PrivateStore;

	constructor(store: PrivateStore) {
		this.#store = store;
	}

	/** `null`: there is none, or it was erased. */
	async find(id: string): Promise<StoredCard | null> {
		return storedCard.safeParse((await this.#store.get(kind, id))?.value).data ?? null;
	}

	async put(id: string, card: StoredCard): Promise<void> {
		await this.#store.put(kind, id, card);
	}

	async eraseOld(now: number): Promise<void> {
		for (const { id, value } of await this.#store.list(kind)) {
			const { data } = storedCard.safeParse(value);
			if (!data || data.at < now - keptMs) await this.#store.remove(kind, id);
		}
	}
}
