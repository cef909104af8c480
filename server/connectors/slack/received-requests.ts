/**
 * The requests that were received, in the private store: each counts once, on any server. They are
 * kept for longer than a signature is valid.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PrivateStore } from '../../core/private-store/private-store.ts';

const kind = 'slack-request';
const keptMs = 15 * 60_000;
const storedRequest = z.object({ at: z.number() });

export class ReceivedRequests {
	readonly #store: PrivateStore;

	constructor(store: PrivateStore) {
		this.#store = store;
	}

	/** `false`: the request with this signature was received before. */
	async record(signature: string, now: number): Promise<boolean> {
		const id = createHash('sha256').update(signature).digest('hex');
		return (await this.#store.put(kind, id, { at: now }, 0)).done;
	}

	async eraseOld(now: number): Promise<void> {
		for (const { id, value } of await this.#store.list(kind)) {
			const { data } = storedRequest.safeParse(value);
			if (!data || data.at < now - keptMs) await this.#store.remove(kind, id);
		}
	}
}
