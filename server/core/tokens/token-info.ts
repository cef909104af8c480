/** What is shown about a token, and its secret when it is new. */
import type { Role } from '../../../src/model/vocabulary.ts';
import type { StoredToken } from './stored-tokens.ts';

export interface TokenInfo {
	readonly id: string;
	/** Its purpose, such as "release pipeline". */
	readonly name: string;
	/** What it may do. */
	readonly role: Role;
	/** The person who answers for it; `null`: the server does not know. */
	readonly owner: string | null;
	/** ISO 8601, UTC. */
	readonly createdAt: string;
	/** When its secret was replaced; `null`: never. */
	readonly rotatedAt: string | null;
	/** `null`: it does not expire. */
	readonly expiresAt: string | null;
	/** The start of the hour of its last use; `null`: it was never used. */
	readonly lastUsedAt: string | null;
}
export interface NewToken extends TokenInfo {
	/** The secret. It is not stored and cannot be shown again. */
	readonly token: string;
}

export const infoOf = (id: string, value: StoredToken, lastUsedAt: string | null): TokenInfo => ({
	...{ id, name: value.name, role: value.role, owner: value.owner ?? null, createdAt: value.createdAt },
	rotatedAt: value.rotatedAt ?? null,
	expiresAt: value.expiresAt ?? null,
	lastUsedAt,
});
