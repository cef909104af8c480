import type { RefusalReason } from '../trust/refused.ts';

/** What a failed request teaches. It is on the error itself: files that the page loads apart have no class in common. */
export interface Failure {
	/** The server answered, with this status, and what it answered is not what was asked for. */
	readonly status?: number;
	/** How long the server asks to be left alone, milliseconds. */
	readonly notBeforeMs?: number | undefined;
	/** Content was refused. */
	readonly reason?: RefusalReason;
	/** `bad-frame`: what came cannot be read, or does not go with what is known (CandorError). */
	readonly code?: unknown;
}

/** Nobody sees such an error, so it has no words. */
export const failure = (facts: Failure): Error & Failure => Object.assign(new Error(), facts);
