/**
 * How far each channel has come, in the private store. One server at a time sends through a channel:
 * it holds the cursor until a time, and every write is a compare-and-set.
 */
import { z } from 'zod';
import type { PrivateStore } from '../../core/private-store/private-store.ts';

const kind = 'channel-cursor';

const storedCursor = z.object({
	/** The next event: everything before this part of this commit is done. */
	seq: z.number(),
	part: z.number(),
	/** The server that sends now; `null`: none. Epoch milliseconds. */
	holder: z.string().nullable(),
	heldUntil: z.number(),
	/** How often the next event was tried, and how often in a row the receiver failed. */
	tries: z.number(),
	failures: z.number(),
	/** Since when the receiver fails; `null`: the last attempt succeeded. Epoch milliseconds. */
	failingSince: z.number().nullable(),
	retryAt: z.number().nullable(),
	/** Why the last attempt failed. */
	reason: z.string().nullable(),
	/** Epoch milliseconds; `null`: nothing was delivered yet. */
	deliveredAt: z.number().nullable(),
});
export type Cursor = z.infer<typeof storedCursor>;

export interface StoredCursor {
	readonly version: number;
	readonly value: Cursor;
}

/** Where a channel begins, or is set back to. */
export const cursorAt = (seq: number): Cursor => ({
	...{ seq, part: 0, holder: null, heldUntil: 0, tries: 0, failures: 0 },
	...{ failingSince: null, retryAt: null, reason: null, deliveredAt: null },
});

export class StoredCursors {
	readonly #privateStore: PrivateStore;

	constructor(privateStore: PrivateStore) {
		this.#privateStore = privateStore;
	}

	/** `null`: there is none, or it is damaged. */
	async find(channel: string): Promise<StoredCursor | null> {
		const record = await this.#privateStore.get(kind, channel);
		const { data } = storedCursor.safeParse(record?.value);
		return record && data ? { version: record.version, value: data } : null;
	}

	/** `null`: another write came first. `version` 0: there must be none yet. */
	async write(channel: string, value: Cursor, version: number): Promise<StoredCursor | null> {
		const result = await this.#privateStore.put(kind, channel, value, version);
		return result.done ? { version: result.version, value } : null;
	}

	/** Whatever it was before. */
	async reset(channel: string, value: Cursor): Promise<void> {
		await this.#privateStore.put(kind, channel, value);
	}

	/** The next attempt of a channel is made at once. One that is being made goes on. */
	async endWait(channel: string, now: number): Promise<void> {
		for (;;) {
			const cursor = await this.find(channel);
			if (!cursor || (cursor.value.retryAt ?? 0) <= now) return;
			if (await this.write(channel, { ...cursor.value, retryAt: null }, cursor.version)) return;
		}
	}

	/** A server that died has held cursors that no other server waits for. */
	async releaseAll(): Promise<void> {
		for (const { id } of await this.#privateStore.list(kind)) {
			const cursor = await this.find(id);
			if (cursor?.value.holder != null)
				await this.write(id, { ...cursor.value, holder: null, heldUntil: 0 }, cursor.version);
		}
	}

	async remove(channel: string): Promise<void> {
		await this.#privateStore.remove(kind, channel);
	}
}
