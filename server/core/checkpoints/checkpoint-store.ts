/**
 * Where a checkpoint of the state is stored, beside the log that it was made of. A checkpoint is a
 * short text, the head, which names its parts by their hashes. Parts that stay are written once.
 * All of it is a copy of what the log says: it may be lost at any time.
 *
 * A checkpoint of commits that were rewritten since would keep redacted words. So a rewrite removes
 * everything here in its own transaction, and nothing is added that was read before it.
 */

export interface CheckpointStore {
	/** Makes room for checkpoints, where there is none yet. Throws CandorError `busy`. */
	prepare(): Promise<void>;
	/** What is stored now. */
	head(): Promise<StoredHead>;
	/** The texts of some parts, without those that are missing. */
	parts(hashes: readonly string[]): Promise<readonly string[]>;
	/** Adds parts. `false`, and nothing is stored: commits were rewritten since `rewrites`. */
	add(parts: readonly CheckpointPart[], rewrites: number): Promise<boolean>;
	/**
	 * Puts a head in the place of `former`. `false`, and nothing is stored: commits were rewritten
	 * since `rewrites`, or there is another head than `former`.
	 */
	replaceHead(text: string, former: string | null, rewrites: number): Promise<boolean>;
	/** Removes the head, if it is `text`. */
	removeHead(text: string): Promise<void>;
	/** Removes a few parts that are not among these. `false`: there were none. */
	removeOthers(hashes: ReadonlySet<string>): Promise<boolean>;
}

export interface StoredHead {
	/** `null`: there is no checkpoint. */
	readonly text: string | null;
	/** How many times commits of the log were rewritten. */
	readonly rewrites: number;
}

export interface CheckpointPart {
	/** SHA-256 of the text, hexadecimal. */
	readonly hash: string;
	readonly text: string;
}

/** How many parts are removed at once: a few milliseconds. */
export const removedAtOnce = 20;
