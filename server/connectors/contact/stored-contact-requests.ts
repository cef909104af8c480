/**
 * Requests for contact, in the private store, by the keyed hash of the notice and the customer's
 * reference: so each customer asks once about a notice. The record also holds the reference itself:
 * the desk and the export need it.
 */
import { z } from 'zod';
import type { PrivateStore, RecordPage } from '../../core/private-store/private-store.ts';

const kind = 'contact-request';
const pageSize = 500;

const storedRequest = z.object({
	notice: z.string(),
	/** The host's reference of the customer. */
	subject: z.string(),
	/** ISO 8601 in UTC. */
	at: z.iso.datetime(),
	/** Whether the message to the desk is in the outbox. */
	isTold: z.boolean(),
	/** When a desk accepted it first; `null`: none has. */
	deliveredAt: z.iso.datetime().nullable(),
});
export type StoredContactRequest = z.infer<typeof storedRequest>;

export interface ContactRequest extends StoredContactRequest {
	/** The keyed hash. */
	readonly id: string;
}

export class StoredContactRequests {
	readonly #privateStore: PrivateStore;

	constructor(privateStore: PrivateStore) {
		this.#privateStore = privateStore;
	}

	/** `null`: there is none. A damaged record throws: nothing may be sent twice. */
	async find(id: string): Promise<ContactRequest | null> {
		const record = await this.#privateStore.get(kind, id);
		return record && { id, ...storedRequest.parse(record.value) };
	}

	/** `false`: there is one already, which stays as it is. */
	async add({ id, ...value }: ContactRequest): Promise<boolean> {
		return (await this.#privateStore.put(kind, id, value, 0)).done;
	}

	/** Changes a request, also while other servers do. Nothing happens if it is erased. */
	async change(id: string, fields: Partial<StoredContactRequest>): Promise<void> {
		for (;;) {
			const record = await this.#privateStore.get(kind, id);
			if (!record) return;
			const value = { ...storedRequest.parse(record.value), ...fields };
			if ((await this.#privateStore.put(kind, id, value, record.version)).done) return;
		}
	}

	/** In the order of the hashes, which says nothing about customers. Damaged ones are left out. */
	async page(page: RecordPage): Promise<readonly ContactRequest[]> {
		return (await this.#privateStore.list(kind, page)).flatMap(({ id, value }) => {
			const { data } = storedRequest.safeParse(value);
			return data ? [{ id, ...data }] : [];
		});
	}

	/** All of them, read page by page. */
	async *all(): AsyncGenerator<ContactRequest> {
		let after = '';
		for (;;) {
			const page = await this.page({ after, limit: pageSize });
			yield* page;
			const last = page.at(-1);
			if (!last) return;
			after = last.id;
		}
	}

	async remove(id: string): Promise<void> {
		await this.#privateStore.remove(kind, id);
	}
}
