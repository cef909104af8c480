/** When tokens were last used, to the hour: a request writes at most once an hour for each token. */
import { z } from 'zod';
import type { PrivateStore } from '../private-store/private-store.ts';

const kind = 'token-use';
const stored = z.object({ at: z.iso.datetime() });
const hourMs = 3_600_000;

export class LastUse {
	readonly #store: PrivateStore;
	readonly #onError: (error: unknown) => void;
	/** The hour that this process has written last, by the id of the token. */
	readonly #written = new Map<string, number>();

	/** `onError` gets the error of a write that failed. A full disk must not lock operators out. */
	constructor(store: PrivateStore, onError: (error: unknown) => void) {
		this.#store = store;
		this.#onError = onError;
	}

	/** `now`: epoch milliseconds. */
	async record(id: string, now: number): Promise<void> {
		const hour = Math.floor(now / hourMs);
		if ((this.#written.get(id) ?? -1) >= hour) return;
		this.#written.set(id, hour);
		await this.#store
			.put(kind, id, { at: new Date(hour * hourMs).toISOString() })
			.catch((error: unknown) => this.#onError(error));
	}

	/** The start of the hour of the last use, ISO 8601, by the id of the token. */
	async all(): Promise<ReadonlyMap<string, string>> {
		const records = await this.#store.list(kind);
		return new Map(
			records.flatMap(({ id, value }) => {
				const { data } = stored.safeParse(value);
				return data ? [[id, data.at] as const] : [];
			}),
		);
	}

	async forget(id: string): Promise<void> {
		this.#written.delete(id);
		await this.#store.remove(kind, id);
	}
}
