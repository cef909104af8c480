/** An earlier state, made of a later one and the commits between them. */
import type { Commit } from './commit.ts';
import { firstOf, RecordMap, recordKey, type StateRecord } from './record-map.ts';
import { isOwned, isUnsettled, type State } from './state.ts';

/** A record that the commits have changed. */
export interface ChangedRecord {
	readonly kind: string;
	readonly id: string;
	/** The commit that had changed it last before; 0: none had. */
	readonly previous: number;
}

/**
 * The records that some commits have changed. `null`: commits of earlier versions do not say which
 * commit was the one before.
 *
 * @param commits - In order, without a gap.
 */
export function changedBy(commits: readonly Commit[]): readonly ChangedRecord[] | null {
	const changed = new Map<string, ChangedRecord>();
	for (const { kind, id, previous } of commits.flatMap(({ changes }) => changes)) {
		if (previous === undefined) return null;
		const key = recordKey(kind, id);
		if (!changed.has(key)) changed.set(key, { kind, id, previous });
	}
	return [...changed.values()];
}

/**
 * The state after commit `seq`, without the indexes of a server.
 *
 * @param changed - What the commits after `seq` have changed.
 * @param former - These records as they were, without those that did not exist.
 */
export function rewind(
	state: State,
	seq: number,
	changed: readonly ChangedRecord[],
	former: readonly StateRecord[],
): State {
	const now = changed.flatMap(({ kind, id }) => state.records.list.find(firstOf(kind, id)) ?? []);
	return {
		seq,
		records: new RecordMap(state.records.list.with(former, now)),
		owned: state.owned.with(former.filter(isOwned), now.filter(isOwned)),
		unsettled: state.unsettled.with(former.filter(isUnsettled), now.filter(isUnsettled)),
		indexes: [],
	};
}
