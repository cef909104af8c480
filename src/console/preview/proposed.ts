/** What a command that waits would change, decided by the server's own rules. */
import type { CommandOf } from '../../model/commands/command.ts';
import { openNoticeAt } from '../../model/decide/backdated.ts';
import { withInstants } from '../../model/decide/times.ts';
import type { State, StateRecord } from '../../model/state/state.ts';

/**
 * The records of a notice that waits to be opened. Other commands have none here, and neither has
 * one that can no longer be decided.
 */
export function proposedRecords(
	{ command }: { readonly command: unknown },
	state: State,
	now: number,
): readonly StateRecord[] {
	const given = command as CommandOf<'open-notice'>;
	if (given.type !== 'open-notice') return [];
	let made = 0;
	const context = {
		now: new Date(now).toISOString(),
		newId: () => {
			made += 1;
			return `preview-${made}`;
		},
	};
	try {
		const changes = openNoticeAt(withInstants(given, context.now) as typeof given, state, context);
		return changes.map(({ kind, id, value }) => ({ kind, id, seq: Number.MAX_SAFE_INTEGER, value }));
	} catch {
		// Such as a component that was removed since: the approval says so.
		return [];
	}
}
