/** State is a map of small records; a commit changes some of them at once (docs/explanation/commit-log.md). */
import type { PublicKind, RecordKind, RecordValue } from '../records/records.ts';

/** One record's new value; `null` removes it. */
export interface Change {
	readonly kind: RecordKind;
	readonly id: string;
	readonly value: RecordValue | null;
}

/** One command, carried out. `seq` is the log's own number, `at` an ISO 8601 instant in UTC. */
export interface Commit {
	readonly seq: number;
	readonly at: string;
	/** Who did it: a token's id, or `system` for what time itself brings. Never personal data. */
	readonly actor: string;
	readonly cause: Cause;
	readonly changes: readonly Change[];
}

/** Which command made a commit and, where the caller gave a key, how to recognise the same request again. */
export interface Cause {
	readonly command: string;
	readonly idempotencyKey?: string;
	/** A hash of the request that came with the key: the same key with another request is refused. */
	readonly fingerprint?: string;
}

/** A record as it stands: `seq` is the commit that changed it last, `value` is `null` once it was removed. */
export interface StateRecord {
	readonly kind: string;
	readonly id: string;
	readonly seq: number;
	readonly value: object | null;
}

export interface State {
	readonly seq: number;
	readonly records: ReadonlyMap<string, StateRecord>;
}

/** The id of the notice that a page makes itself (`Feed.announce`). It is in no log, and never kept. */
export const localId = 'candor-local';

export const emptyState: State = { seq: 0, records: new Map() };

export const recordKey = (kind: string, id: string): string => `${kind}/${id}`;

/**
 * Lays records over a state. A record that is not newer than the one already there changes nothing, so that a
 * snapshot, a catch-up and a live change all merge alike, in any overlap.
 */
export function merge(state: State, seq: number, records: readonly StateRecord[]): State {
	const merged = new Map(state.records);
	for (const record of records) {
		const key = recordKey(record.kind, record.id);
		const known = merged.get(key);
		if (!known || known.seq < record.seq) merged.set(key, record);
	}
	return { seq: Math.max(state.seq, seq), records: merged };
}

/** The records that a commit leaves behind. */
export const recordsOf = (commit: Commit): readonly StateRecord[] =>
	commit.changes.map(({ kind, id, value }) => ({ kind, id, seq: commit.seq, value }));

/** The state after a commit. The same few lines run on the server and in the browser. */
export const apply = (state: State, commit: Commit): State => merge(state, commit.seq, recordsOf(commit));

/** What changed after `since`, removals included. Needs no history: every record carries its own number. */
export const changesSince = (state: State, since: number): readonly StateRecord[] =>
	[...state.records.values()].filter((record) => record.seq > since);

/** The records that have a value: what a state says, whichever way it was reached. */
export const liveRecords = (state: State): readonly StateRecord[] =>
	[...state.records.values()].filter((record) => record.value !== null);

const publicKinds: readonly string[] = [
	'page',
	'component',
	'notice',
	'update',
	'remedy',
	'postmortem',
] satisfies PublicKind[];

/** Whether a record may leave the server. Every kind is private unless it is named here. */
export const isPublic = (record: { readonly kind: string }): boolean => publicKinds.includes(record.kind);

/** The public projection: what readers may see of a state. Its `seq` is the whole state's, so that cursors compare. */
export function publicState(state: State): State {
	return { seq: state.seq, records: new Map([...state.records].filter(([, record]) => isPublic(record))) };
}
