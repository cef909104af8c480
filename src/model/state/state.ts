/**
 * The state: all records, each as its last change left it. The same code runs on the server and in
 * the browser.
 */
import { compareText } from '../compare-text.ts';
import type { NoticeValue } from '../generated/record-types.ts';
import { isEndedPhase } from '../vocabulary.ts';
import type { Commit } from './commit.ts';
import type { StateIndex } from './indexes.ts';
import { byKindAndId, firstOf, RecordMap, recordKey, type StateRecord } from './record-map.ts';
import { SortedList } from './sorted-list.ts';

export { recordKey, type StateRecord } from './record-map.ts';

/**
 * Immutable: {@link merge} makes another state, which shares nearly all of its memory with the one
 * before.
 */
export interface State {
	/** The commit up to which the state is complete. */
	readonly seq: number;
	/** All records, removals included. */
	readonly records: RecordMap;
	/** Index: the live records that belong to a notice, in the order of the notices' ids. */
	readonly owned: SortedList<StateRecord>;
	/**
	 * Index: the live notices that time alone may change, because they have not ended in the log or
	 * because they expire.
	 */
	readonly unsettled: SortedList<StateRecord>;
	/** The indexes that only servers have. */
	readonly indexes: readonly StateIndex[];
}

/** The notice that an update, a remedy or a post-mortem belongs to. `null` for other records. */
export function ownerOf({ value }: Pick<StateRecord, 'value'>): string | null {
	const { notice } = (value ?? {}) as { readonly notice?: unknown };
	return typeof notice === 'string' ? notice : null;
}

export const isOwned = (record: StateRecord): boolean => ownerOf(record) !== null;

export function isUnsettled({ kind, value }: StateRecord): boolean {
	if (kind !== 'notice' || !value) return false;
	const { phase, endedAt, expiresAt } = value as NoticeValue;
	return (endedAt == null && !isEndedPhase(phase)) || expiresAt != null;
}

const byOwner = (a: StateRecord, b: StateRecord): number =>
	compareText(ownerOf(a) ?? '', ownerOf(b) ?? '') || byKindAndId(a, b);

export const emptyState: State = {
	seq: 0,
	records: new RecordMap(),
	owned: new SortedList(byOwner),
	unsettled: new SortedList(byKindAndId),
	indexes: [],
};

/**
 * The state with newer records in the place of older ones. A record that is not newer changes
 * nothing, so that a snapshot, a change and a repeated change may overlap in any way.
 */
export function merge(state: State, seq: number, records: readonly StateRecord[]): State {
	const newer = new Map<string, StateRecord>();
	for (const record of records) {
		const key = recordKey(record.kind, record.id);
		const known = state.records.list.find(record);
		if ((newer.get(key) ?? known ?? { seq: -1 }).seq >= record.seq) continue;
		newer.set(key, record);
	}
	const added = [...newer.values()];
	const removed = added.flatMap((record) => state.records.list.find(record) ?? []);
	return {
		seq: Math.max(state.seq, seq),
		records: added.length > 0 ? new RecordMap(state.records.list.with(added)) : state.records,
		owned: state.owned.with(added.filter(isOwned), removed.filter(isOwned)),
		unsettled: state.unsettled.with(added.filter(isUnsettled), removed.filter(isUnsettled)),
		indexes: state.indexes.map((index) => index.with(added, removed)),
	};
}

/** The records as a commit leaves them. */
export const recordsOf = (commit: Commit): readonly StateRecord[] =>
	commit.changes.map(({ kind, id, value }) => ({ kind, id, seq: commit.seq, value }));

/** The state after a commit. */
export const apply = (state: State, commit: Commit): State => merge(state, commit.seq, recordsOf(commit));

/** A state that consists of these records. */
export const stateWith = (seq: number, records: readonly StateRecord[]): State =>
	merge(emptyState, seq, records);

/** The record, if it exists and was not removed. */
export function liveRecord(state: State, kind: string, id: string): StateRecord | undefined {
	const record = state.records.list.find(firstOf(kind, id));
	return record?.value ? record : undefined;
}

/** All records that were not removed, in the order of kind and id. */
export const liveRecords = (state: State): readonly StateRecord[] =>
	state.records.list.toArray().filter(({ value }) => value !== null);

/** The records of one kind that were not removed. */
export const recordsOfKind = (state: State, kind: string): readonly StateRecord[] =>
	state.records.list
		.range(firstOf(kind), (record) => record.kind === kind)
		.filter(({ value }) => value !== null);

/** The updates, remedies and the post-mortem of a notice. */
export const recordsOfNotice = (state: State, notice: string): readonly StateRecord[] =>
	state.owned.range({ ...firstOf(''), value: { notice } }, (record) => ownerOf(record) === notice);

/**
 * What changed after commit `since`, removals included. No history is needed, as every record
 * carries its `seq`.
 */
export const changesSince = (state: State, since: number): readonly StateRecord[] =>
	state.records.list.toArray().filter((record) => record.seq > since);
