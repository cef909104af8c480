import type { RefusalReason } from '../trust/refused.ts';

/**
 * Why a request did not bring what was asked for. These are properties of an error, not a class of
 * errors: two files that a page loads separately would each have a class of their own.
 */
export interface RequestFailure {
	/** The status of an answer that has another status or another type of content than expected. */
	readonly status?: number;
	/** `Retry-After`, milliseconds. */
	readonly retryAfterMs?: number | undefined;
	/** The content was refused. */
	readonly reason?: RefusalReason;
	/**
	 * `bad-frame`: the content cannot be decoded, or does not continue the page's state
	 * (CandorError). `stale`: the server's time in it is not that of now.
	 */
	readonly code?: unknown;
}

/** The content may be a copy from earlier: it proves nothing about now. */
export const stale = 'stale';

/** The client handles these errors and never shows them, so they need no message. */
export const requestFailure = (facts: RequestFailure): Error & RequestFailure =>
	Object.assign(new Error(), facts);
