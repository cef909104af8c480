/** The visitor is about to dismiss a notice. Cancel the event to keep the notice on the page. */
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
