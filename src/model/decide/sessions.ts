import type { CommandOf } from '../commands/command.ts';
import type { KnownChange } from '../state/commit.ts';
import type { Context } from './context.ts';

/** For the audit log: the sessions are in the private store. */
export const endSessions = (
	{ operator }: CommandOf<'end-sessions'>,
	{ now }: Pick<Context, 'now'>,
): KnownChange[] => [{ kind: 'sign-out', id: operator, value: { endedAt: now } }];
