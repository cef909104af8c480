/** Sessions in the private store, under the hash of their secret: the secret itself is nowhere. */
import { z } from 'zod';
import type { PrivateStore } from '../private-store/private-store.ts';
import { hashOf } from '../tokens/stored-tokens.ts';

const kind = 'session';
const common = {
	actor: z.string(),
	createdAt: z.iso.datetime(),
	/** The session ends then, whatever happens. */
	expiresAt: z.iso.datetime(),
	/** The last request, to the minute. */
	usedAt: z.iso.datetime(),
};
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const storedSession = z.union([
	// Ties the session to the secret that the token had at the sign-in; see `bindingOf`. The actor is
	// the id of the token.
	z.strictObject({ ...common, binding: hash }),
	// The id of a person who signed in through an identity provider.
	z.strictObject({ ...common, identity: hash }),
]);
export type StoredSession = z.infer<typeof storedSession>;

export interface SessionRecord {
	readonly id: string;
	/** Of the record in the private store. */
	readonly version: number;
	readonly value: StoredSession;
}

export const sessionIdOf = (secret: string): string => hashOf(secret).toString('hex');

export class StoredSessions {
	readonly #store: PrivateStore;

	constructor(store: PrivateStore) {
		this.#store = store;
	}

	async find(secret: string): Promise<SessionRecord | null> {
		const record = await this.#store.get(kind, sessionIdOf(secret));
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
