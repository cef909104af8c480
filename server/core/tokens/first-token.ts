import type { PrivateStore } from '../private-store/private-store.ts';
import type { NewToken } from './token-info.ts';
import type { Tokens } from './tokens.ts';

/** The record that decides which of several servers creates the first token. */
const firstToken = { kind: 'setup', id: 'first-token' } as const;

/**
 * Creates a token when there is none at all, as at the first start; otherwise `null`. Of several
 * servers that start at the same moment on one store, one creates it.
 */
export async function createFirstToken(tokens: Tokens, privateStore: PrivateStore): Promise<NewToken | null> {
	if (tokens.hasEnvironmentToken) return null;
	// Read before the tokens: a token that another server creates after this makes the `put` below
	// a conflict.
	const before = await privateStore.get(firstToken.kind, firstToken.id);
	if ((await tokens.list()).length > 0) return null;
	const created = await tokens.changes.create({ name: 'first start' });
	const value = { token: created.id };
	const { done } = await privateStore.put(firstToken.kind, firstToken.id, value, before?.version ?? 0);
	if (done) return created;
	await tokens.changes.revoke(created.id, { isLastAdminToo: true });
	return null;
}
