/**
 * What was claimed, in the private store, by the keyed hash of the customer's reference. The record
 * also holds the reference itself: billing and the export need it. All of it is erased after the end
 * of the offer.
 */
import { z } from 'zod';
import { offerKinds, payoutUnits } from '../../../src/model/vocabulary.ts';
import type { PrivateStore, RecordPage } from '../../core/private-store/private-store.ts';

export const storedClaim = z.object({
	/** Of the claim, random. */
	id: z.string(),
	/** The host's reference of the customer. */
	subject: z.string(),
	kind: z.enum(offerKinds),
	value: z.string(),
	unit: z.enum(payoutUnits),
	currency: z.string().nullable(),
	/** The measured minutes of impact. */
	minutes: z.number(),
	at: z.iso.datetime(),
});
export type StoredClaim = z.infer<typeof storedClaim>;

export interface ClaimWithHash {
	readonly hash: string;
	readonly claim: StoredClaim;
}

const kindOf = (offer: string): string => `remedy-claim:${offer}`;
const pageSize = 500;

export class StoredClaims {
	readonly #privateStore: PrivateStore;

	constructor(privateStore: PrivateStore) {
		this.#privateStore = privateStore;
	}

	/** `null`: there is none. A damaged claim throws: it must not be paid twice. */
	async find(offer: string, hash: string): Promise<StoredClaim | null> {
		const record = await this.#privateStore.get(kindOf(offer), hash);
		return record && storedClaim.parse(record.value);
	}

	/** Once: a claim that is there stays as it is. */
	async add(offer: string, { hash, claim }: ClaimWithHash): Promise<void> {
		await this.#privateStore.put(kindOf(offer), hash, claim, 0);
	}

	/** In the order of the hashes, which says nothing about customers. */
	async page(offer: string, page: RecordPage): Promise<readonly ClaimWithHash[]> {
		return (await this.#privateStore.list(kindOf(offer), page)).flatMap(({ id, value }) => {
			const { data } = storedClaim.safeParse(value);
			return data ? [{ hash: id, claim: data }] : [];
		});
	}

	/** All of them, read page by page. */
	async *all(offer: string): AsyncGenerator<StoredClaim> {
		let after = '';
		for (;;) {
			const page = await this.page(offer, { after, limit: pageSize });
			for (const { claim } of page) yield claim;
			const last = page.at(-1);
			if (!last) return;
			after = last.hash;
		}
	}

	async removeAll(offer: string): Promise<void> {
		for (;;) {
			const page = await this.#privateStore.list(kindOf(offer), { after: '', limit: pageSize });
			if (page.length === 0) return;
			for (const { id } of page) await this.#privateStore.remove(kindOf(offer), id);
		}
	}
}
