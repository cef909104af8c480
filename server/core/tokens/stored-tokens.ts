/** Operators' tokens in the private store: their hashes, and what is shown about them. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { line } from '../../../src/model/records/fields.ts';
import { roles } from '../../../src/model/vocabulary.ts';
import type { PrivateStore } from '../private-store/private-store.ts';

const kind = 'token';
const storedToken = z.strictObject({
	name: line(80),
	createdAt: z.iso.datetime(),
	hash: z.string().regex(/^[0-9a-f]{64}$/),
	/** Missing: `admin`, as for all tokens of earlier versions. */
	role: z.enum(roles).default('admin'),
	/** The person who answers for it. Missing: the server does not know. */
	owner: line(80).optional(),
	/** Missing: it does not expire. */
	expiresAt: z.iso.datetime().optional(),
	/** When the secret was replaced by another one. */
	rotatedAt: z.iso.datetime().optional(),
});
export type StoredToken = z.infer<typeof storedToken>;

export interface TokenRecord {
	readonly id: string;
	/** Of the record in the private store. */
	readonly version: number;
	readonly value: StoredToken;
}

/** The names and owners of revoked tokens, for the audit log and the two-person rule. */
const revokedKind = 'revoked-token';
const revokedToken = z.object({ name: z.string(), owner: z.string().optional() });

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** `now`: epoch milliseconds. */
export const isExpired = ({ expiresAt }: Pick<StoredToken, 'expiresAt'>, now: number): boolean =>
	expiresAt !== undefined && Date.parse(expiresAt) <= now;

export class StoredTokens {
	readonly #store: PrivateStore;

	constructor(store: PrivateStore) {
		this.#store = store;
	}

	async all(): Promise<readonly TokenRecord[]> {
		// A damaged record grants nothing, and must not lock out the other tokens. Nor does one with a
		// field that this version does not know, such as a limit.
		return (await this.#store.list(kind)).flatMap(({ id, version, value }) => {
			const { data } = storedToken.safeParse(value);
			return data ? [{ id, version, value: data }] : [];
		});
	}

	/** Writes only if the token still has `version` (0: there is none); `false` otherwise. */
	async put(id: string, { role, ...value }: StoredToken, version: number): Promise<boolean> {
		// A version without roles reads tokens of admins only.
		const stored = role === 'admin' ? value : { ...value, role };
		return (await this.#store.put(kind, id, stored, version)).done;
	}

	/** Removes a token and keeps its name. `false`: there was none. */
	async revoke({ id, value: { name, owner } }: TokenRecord): Promise<boolean> {
		// Written first: after a crash between the two, the token still exists and has its name.
		await this.#store.put(revokedKind, id, { name, ...(owner !== undefined && { owner }) });
		return this.#store.remove(kind, id);
	}

	/** The names and owners of all tokens that were ever here, by their ids. */
	async everyone(): Promise<ReadonlyMap<string, { readonly name: string; readonly owner: string | null }>> {
		const former = (await this.#store.list(revokedKind)).flatMap(({ id, value }) => {
			const { data } = revokedToken.safeParse(value);
			return data ? [[id, { name: data.name, owner: data.owner ?? null }] as const] : [];
		});
		const current = (await this.all()).map(
			({ id, value: { name, owner = null } }) => [id, { name, owner }] as const,
		);
		return new Map([...former, ...current]);
	}
}
