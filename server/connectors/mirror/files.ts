/** The two ends of a mirror: the server that it copies from and the storage that it copies to. */

/** A file of a mirror. */
export interface MirrorFile {
	/**
	 * All files are in one folder, as the script expects, except for `locales/`, `themes/`,
	 * `api/v2/` and `notices/`.
	 */
	readonly name: string;
	readonly bytes: Uint8Array;
	/** The value of `Content-Type`. */
	readonly type: string;
	/** The value of `Cache-Control`. */
	readonly caching: string;
}

export interface Target {
	/** For messages to the operator. */
	readonly name: string;
	/** Replaces a file as a whole: a client gets the old file or the new one. Throws CandorError. */
	put(file: MirrorFile): Promise<void>;
}

export interface Fetched {
	readonly bytes: Uint8Array;
	/** The value of `Content-Type`; empty without this header. */
	readonly type: string;
	/** The value of `ETag`, for the next request; `null` without this header. */
	readonly tag: string | null;
}

export interface Source {
	/**
	 * `path` is relative to the server's address; `tag` is the ETag of the copy, `null` without a
	 * copy. Throws an Error when the server does not answer or answers with an error.
	 */
	fetch(path: string, tag: string | null): Promise<Fetched | 'unchanged' | 'absent'>;
}
