import type { UpdateValue } from '../generated/record-types.ts';
import { recordsOfNotice, type State } from '../state/state.ts';

export interface Update {
	readonly id: string;
	readonly value: UpdateValue;
}

/** The order of a timeline. A backdated update has the number of the update before it. */
export const byNewest = ({ value: a }: Update, { value: b }: Update): number =>
	b.number - a.number || Date.parse(b.at) - Date.parse(a.at);

/** The updates of a notice, the newest first. */
export const timeline = (state: State, noticeId: string): Update[] =>
	(recordsOfNotice(state, noticeId).filter(({ kind }) => kind === 'update') as unknown as Update[]).sort(
		byNewest,
	);

/** The update that is shown as the latest: the newest one that was not withdrawn. */
export const latestOf = (updates: readonly Update[]): Update | undefined =>
	updates.find(({ value }) => value.withdrawnAt == null) ?? updates[0];
