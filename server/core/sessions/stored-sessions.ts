/** Sessions in the private store, under the hash of their secret: the secret itself is nowhere. */
import { z } from 'zod';
import type { PrivateStore } from '../private-store/private-store.ts';
import { hashOf } from '../tokens/stored-tokens.ts';

const kind = 'session';
const storedSession = z.strictObject({
	/** The id of the token. */
	actor: z.string(),
	/** Ties the session to the secret that the token had at the sign-in; see `bindingOf`. */
	binding: z.string().regex(/^[0-9a-f]{64}$/),
	createdAt: z.iso.datetime(),
	/** The session ends then, whatever happens. */
	expiresAt: z.iso.datetime(),
	/** The last request, to the minute. */
	usedAt: z.iso.datetime(),
});
export type StoredSession = z.infer<typeof storedSession>;

export interface SessionRecord {
	readonly id: string;
	/** Of the record in the private store. */
	readonly version: number;
	readonly value: StoredSession;
}

export const idOf = (secret: string): string => hashOf(secret).toString('hex');

export class StoredSessions {
	readonly #store: PrivateStore;

	constructor(store: PrivateStore) {
		this.#store = store;
	}

	async find(secret: string): Promise<SessionRecord | null> {
		const record = await this.#store.get(kind, idOf(secret));
		// A damaged record grants nothing. Nor does one with a field that this version does not know.
		const { data } = storedSession.safeParse(record?.value);
		return record && data ? { ...record, value: data } : null;
	}

	/** Writes only if the session still has `version` (0: there is none). */
	async put(id: string, value: StoredSession, version: number): Promise<boolean> {
		return (await this.#store.put(kind, id, value, version)).done;
	}

	async remove(id: string): Promise<void> {
		await this.#store.remove(kind, id);
	}

	/** All sessions, by their ids; `null`: one that this version cannot read. */
	async all(): Promise<readonly { readonly id: string; readonly value: StoredSession | null }[]> {
		return (await this.#store.list(kind)).map(({ id, value }) => ({
			id,
			value: storedSession.safeParse(value).data ?? null,
		}));
	}
}
