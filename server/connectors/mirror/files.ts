/** What a mirror is made of, and between which two places it copies. */

/** A file as it is put into a mirror. */
export interface MirrorFile {
	/** All lie side by side, as the script expects it, but for the words of languages in `locales/` and themes in `themes/`. */
	readonly name: string;
	readonly bytes: Uint8Array;
	/** The value of `Content-Type`. */
	readonly type: string;
	/** The value of `Cache-Control`. */
	readonly caching: string;
}

/** Where a mirror is kept. */
export interface Target {
	/** As an operator calls it. */
	readonly name: string;
	/** Puts the whole file in the place of the old one; readers find one or the other. Throws CandorError. */
	put(file: MirrorFile): Promise<void>;
}

export interface Fetched {
	readonly bytes: Uint8Array;
	/** The value of `Content-Type`; empty without. */
	readonly type: string;
	/** The value of `ETag`, to ask with the next time; `null` without. */
	readonly tag: string | null;
}

/** The server that is mirrored. */
export interface Source {
	/** `path` is relative to the server. Throws an Error when there is no answer, or one that is a failure. */
	fetch(path: string, tag: string | null): Promise<Fetched | 'unchanged' | 'absent'>;
}
