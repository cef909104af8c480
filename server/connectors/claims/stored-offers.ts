/**
 * What each offer has paid so far, in the private store. A claim counts from the write on that adds
 * it to `open`: that write is a compare-and-set, so that servers on one store never pay more than the
 * budget. Everything after it can be repeated.
 */
import { z } from 'zod';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import { storedClaim } from './stored-claims.ts';

const kind = 'remedy-offer';

const storedOffer = z.object({
	remedy: z.string(),
	/** An id may be used again, for another offer. */
	publishedAt: z.string(),
	/** What is stored is erased after it. ISO 8601 in UTC. */
	expiresAt: z.string(),
	claims: z.number(),
	/** In thousandths of the unit. */
	paid: z.number(),
	/** Claims that count and are not written yet. */
	open: z.array(z.object({ hash: z.string(), claim: storedClaim })),
});
export type StoredOffer = z.infer<typeof storedOffer>;

export interface VersionedOffer {
	/** 0: there is no record yet. */
	readonly version: number;
	readonly value: StoredOffer;
}

/** The id of the records of one offer. */
export const offerKey = (remedy: string, publishedAt: string): string =>
	`${remedy}@${Date.parse(publishedAt)}`;

export class StoredOffers {
	readonly #privateStore: PrivateStore;

	constructor(privateStore: PrivateStore) {
		this.#privateStore = privateStore;
	}

	/** `null`: nothing was claimed yet. A damaged record throws: its budget must not begin again. */
	async find(key: string): Promise<VersionedOffer | null> {
		const record = await this.#privateStore.get(kind, key);
		return record && { version: record.version, value: storedOffer.parse(record.value) };
	}

	/** `false`: another write came first. */
	async write(key: string, value: StoredOffer, version: number): Promise<boolean> {
		return (await this.#privateStore.put(kind, key, value, version)).done;
	}

	/** The claim is written: it is no longer open. */
	async close(key: string, hash: string): Promise<void> {
		for (;;) {
			const found = await this.find(key);
			if (!found?.value.open.some((each) => each.hash === hash)) return;
			const open = found.value.open.filter((each) => each.hash !== hash);
			if (await this.write(key, { ...found.value, open }, found.version)) return;
		}
	}

	async all(): Promise<readonly { readonly key: string; readonly value: StoredOffer }[]> {
		return (await this.#privateStore.list(kind)).flatMap(({ id, value }) => {
			const { data } = storedOffer.safeParse(value);
			return data ? [{ key: id, value: data }] : [];
		});
	}

	async remove(key: string): Promise<void> {
		await this.#privateStore.remove(kind, key);
	}
}
