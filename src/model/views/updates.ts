import type { UpdateValue } from '../records/update.ts';
import { recordsOfNotice, type State } from '../state/state.ts';

export interface Update {
	readonly id: string;
	readonly value: UpdateValue;
}

/** The updates of a notice, the newest first. */
export const timeline = (state: State, noticeId: string): Update[] =>
	(recordsOfNotice(state, noticeId).filter(({ kind }) => kind === 'update') as unknown as Update[]).sort(
		(a, b) => b.value.number - a.value.number,
	);
