/** The reader is about to put a notice away. Cancel it to keep the notice in sight. */
export class DismissEvent extends Event {
	/** The notice's id. */
	declare readonly notice: string;

	constructor(notice: string) {
		super('candor-dismiss', { bubbles: true, composed: true, cancelable: true });
		this.notice = notice;
	}
}

declare global {
	interface HTMLElementEventMap {
		'candor-dismiss': DismissEvent;
	}
}
