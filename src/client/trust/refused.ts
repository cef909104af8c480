/**
 * Content that is not shown, because it cannot be proved to come from the operators of the page's
 * status.
 */

/**
 * - `unsigned`, `forged`: no signature of a pinned key over exactly these bytes.
 * - `expired`: the signature is too old.
 * - `other-site`: the content belongs to the log of another site.
 * - `rolled-back`: the content is older than what the page shows.
 * - `unverifiable`: the page pins keys and cannot verify signatures, because it is no secure
 *   context (https) or its keys are invalid.
 */
export type RefusalReason = 'unsigned' | 'forged' | 'expired' | 'other-site' | 'rolled-back' | 'unverifiable';

/**
 * Fired on `window` when content was refused, once for each reason and feed, so that monitoring can
 * report it.
 */
export class RefusedEvent extends Event {
	declare readonly reason: RefusalReason;
	/** The address of the snapshot of the server or mirror that sent the content. */
	declare readonly source: string;

	constructor(reason: RefusalReason, source: string) {
		super('candor-refused');
		this.reason = reason;
		this.source = source;
	}
}

declare global {
	interface WindowEventMap {
		'candor-refused': RefusedEvent;
	}
}
