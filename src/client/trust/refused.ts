/** Content that is not shown, because nobody can tell that it is from the operators of the page's status. */

/**
 * `unsigned`, `forged`: no signature of a pinned key over exactly these bytes. `expired`: signed too long ago. `other-site`: of
 * another log. `rolled-back`: older than what is known. `unverifiable`: the page pins keys, and cannot check
 * signatures: it is not a secure context (https), or the keys cannot be read.
 */
export type RefusalReason = 'unsigned' | 'forged' | 'expired' | 'other-site' | 'rolled-back' | 'unverifiable';

/** Fired on `window` when content was refused: once for each reason and feed, so that monitoring can hear it. */
export class RefusedEvent extends Event {
	declare readonly reason: RefusalReason;
	/** The address that it came from. */
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
