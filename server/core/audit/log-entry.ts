/**
 * A commit as operators read it in the audit log: who did what, and each field before and after.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Change, Commit } from '../../../src/model/state/commit.ts';
import { ownerOf } from '../../../src/model/state/state.ts';

export interface LogEntry {
	/** The number of the commit. */
	readonly seq: number;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** `name`: `null` when the private store no longer has it. */
	readonly actor: { readonly id: string; readonly name: string | null };
	/** `null`: the commit was written by a version that did not store it. */
	readonly source: string | null;
	readonly command: string;
	/** The ids of the notices that the commit is about. */
	readonly notices: string[];
	readonly changes: EntryChange[];
	/** The review lanes that had not answered in time. Usually empty. */
	readonly unanswered: string[];
	/** The `seq` of each redaction that removed words from this commit. Usually empty. */
	readonly redactedBy: number[];
}

export interface EntryChange {
	readonly kind: string;
	readonly id: string;
	readonly change: 'created' | 'changed' | 'removed';
	/** Only the fields that differ. */
	readonly fields: FieldChange[];
}

/** A value that is missing is `null`. */
export interface FieldChange {
	readonly field: string;
	readonly before: unknown;
	readonly after: unknown;
}

/** A change and the value that the record had before it; `null`: there was no record. */
export interface ChangeWithBefore {
	readonly change: Change;
	readonly before: object | null;
}

/** The kinds of records whose id is that of their notice. */
const kindsOfNotice: readonly string[] = ['notice', 'retraction', 'postmortem', 'postmortem-draft'];

/** The notice that a change is about; `null` for any other record. */
export const noticeOf = ({ change: { kind, id, value }, before }: ChangeWithBefore): string | null =>
	kindsOfNotice.includes(kind) ? id : (ownerOf({ value }) ?? ownerOf({ value: before }));

export function logEntry(
	{ seq, at, actor, cause, redactedBy = [] }: Commit,
	changes: readonly ChangeWithBefore[],
	names: ReadonlyMap<string, string>,
): LogEntry {
	const notices = changes.map(noticeOf).filter((id) => id !== null);
	return {
		seq,
		at,
		actor: { id: actor, name: names.get(actor) ?? null },
		source: cause.source ?? null,
		command: cause.command,
		notices: [...new Set(notices)],
		changes: changes.map(entryChange),
		unanswered: [...(cause.unanswered ?? [])],
		redactedBy: [...redactedBy],
	};
}

/** The fields of a record before and after a change. */
export function entryChange({ change: { kind, id, value }, before }: ChangeWithBefore): EntryChange {
	const change = value === null ? 'removed' : before === null ? 'created' : 'changed';
	return { kind, id, change, fields: fieldChanges(before ?? {}, value ?? {}) };
}

function fieldChanges(before: object, after: object): FieldChange[] {
	const [old, now] = [before, after].map((value) => new Map<string, unknown>(Object.entries(value)));
	const names = new Set([...(now?.keys() ?? []), ...(old?.keys() ?? [])]);
	return [...names].flatMap((field) => {
		const values = { before: old?.get(field) ?? null, after: now?.get(field) ?? null };
		// What is empty in a new or a removed record says nothing.
		const isSame =
			isDeepStrictEqual(values.before, values.after) || (isEmpty(values.before) && isEmpty(values.after));
		return isSame ? [] : [{ field, ...values }];
	});
}

/** An empty list or object, or nothing. */
const isEmpty = (value: unknown): boolean =>
	value === null || (typeof value === 'object' && Object.keys(value).length === 0);
