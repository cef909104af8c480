/** What the log holds: one commit for each command. */
import type { RecordKind, RecordValues } from '../generated/record-types.ts';
import type { CommandSource } from '../vocabulary.ts';

/**
 * One record's new value. `null` removes the record. A newer version may have written a kind that
 * this one does not know.
 */
export interface Change {
	readonly kind: string;
	readonly id: string;
	readonly value: object | null;
	/**
	 * The commit that changed the record last before this one; 0: none did. With it the audit log
	 * finds the value before. Missing in commits of earlier versions.
	 */
	readonly previous?: number;
}

/** A change that this version makes itself. */
export type KnownChange = {
	[Kind in RecordKind]: {
		readonly kind: Kind;
		readonly id: string;
		readonly value: RecordValues[Kind] | null;
	};
}[RecordKind];

/** The changes that one command makes at once. */
export interface Commit {
	/**
	 * The major version of the commit's format. Missing means 1. See
	 * server/core/log/stored-commit.ts.
	 */
	readonly v?: number;
	/** The number of the commit in its log. */
	readonly seq: number;
	/** ISO 8601, in UTC. */
	readonly at: string;
	/** The id of the token that gave the command, or `system`. Never personal data. */
	readonly actor: string;
	readonly cause: Cause;
	readonly changes: readonly Change[];
	/** The commits whose commands removed words from this one for good (redaction.ts). */
	readonly redactedBy?: readonly number[];
}

/** The command behind a commit, and how a repetition of its request is recognised. */
export interface Cause {
	readonly command: string;
	/** Missing in commits of earlier versions. */
	readonly source?: CommandSource;
	readonly idempotencyKey?: string;
	/** A hash of the request. The same key with another hash is refused. */
	readonly fingerprint?: string;
	/** The operator wanted channels to send no message. */
	readonly quiet?: true;
	/** The review lanes that had not answered in time when a draft was approved or published. */
	readonly unanswered?: readonly string[];
}
