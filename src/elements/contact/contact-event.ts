/**
 * The visitor asks for contact about a notice. Cancel the event if the page does the rest itself, and
 * shows it. Otherwise pass `waitUntil` a promise of what the page does, or `useToken` a token for
 * Candor.
 */
export class ContactEvent extends Event {
	/** The notice's id. */
	readonly notice: string;
	#done: Promise<unknown> | null = null;
	#token: PromiseLike<string> | null = null;

	constructor(notice: string) {
		super('candor-contact', { bubbles: true, composed: true, cancelable: true });
		this.notice = notice;
	}

	/**
	 * The request counts as sent when the promise is fulfilled. If it is rejected, the visitor sees
	 * that and can retry.
	 */
	waitUntil(promise: PromiseLike<unknown>): void {
		this.#done = Promise.all([this.#done, promise]);
	}

	/**
	 * The element sends the token, which your server has signed for this customer and this notice, to
	 * Candor. It takes precedence over the element's `token`.
	 */
	useToken(token: string | PromiseLike<string>): void {
		this.#token = Promise.resolve(token);
		this.waitUntil(this.#token);
	}

	/** What the page has promised; `null`: nothing. Rejects as the page's promise does. */
	get done(): Promise<unknown> | null {
		return this.#done;
	}

	/** The token that the page has given; `null`: none. Rejects as the page's promise does. */
	async readToken(): Promise<string | null> {
		return this.#token;
	}
}

declare global {
	interface HTMLElementEventMap {
		'candor-contact': ContactEvent;
	}
}
