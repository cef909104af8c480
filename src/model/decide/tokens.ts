/** What happens to operators' tokens, for the audit log. */
import type { CommandOf } from '../commands/command.ts';
import type { KnownChange } from '../state/commit.ts';
import { type Context, hasPassed, invalid } from './context.ts';

export function issueToken(
	{ token, role, expiresAt = null }: CommandOf<'create-token' | 'rotate-token'>,
	{ now }: Context,
): KnownChange[] {
	if (expiresAt !== null && hasPassed(expiresAt, now))
		throw invalid('expiresAt', 'This token would never be valid. Give an instant still to come.');
	return [{ kind: 'token', id: token, value: { role, expiresAt, issuedAt: now } }];
}

/** Also for a token of an earlier version, which the log does not know. */
export const revokeToken = ({ token }: CommandOf<'revoke-token'>): KnownChange[] => [
	{ kind: 'token', id: token, value: null },
];
