/**
 * The key of the hashes by which a customer's second claim is recognised. It is made at the first
 * use and stays in the private store. Hashes of two offers cannot be matched with each other.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';

const kind = 'reference-key';
const id = 'claims';
const storedKey = z.object({ key: z.string().regex(/^[\w-]{43}$/) });

export class ReferenceKey {
	readonly #key: Buffer;

	private constructor(key: Buffer) {
		this.#key = key;
	}

	/** Throws CandorError `damaged` when the stored key cannot be read. */
	static async open(privateStore: PrivateStore): Promise<ReferenceKey> {
		if (!(await privateStore.get(kind, id))) {
			const key = randomBytes(32).toString('base64url');
			await privateStore.put(kind, id, { key }, 0);
		}
		// Another server on the same store may have been first.
		const { data } = storedKey.safeParse((await privateStore.get(kind, id))?.value);
		if (data) return new ReferenceKey(Buffer.from(data.key, 'base64url'));
		throw new CandorError(
			'damaged',
			'The key of the hashes of claims is damaged. Restore the newest backup of the data folder.',
		);
	}

	hashOf(offer: string, reference: string): string {
		return createHmac('sha256', this.#key).update(`${offer}\n${reference}`).digest('base64url');
	}
}
