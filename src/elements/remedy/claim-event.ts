/**
 * The visitor claims an offer that the page itself provides. If providing it takes time, pass a
 * promise to `waitUntil`. Cancel the event to leave the offer unclaimed.
 */
export class ClaimEvent extends Event {
	/** The remedy's id. */
	readonly remedy: string;
	/** The id of the remedy's notice; `null` if it has none. */
	readonly notice: string | null;
	readonly #promises: PromiseLike<unknown>[] = [];
	#token: PromiseLike<string> | null = null;

	constructor(remedy: string, notice: string | null) {
		super('candor-claim', { bubbles: true, composed: true, cancelable: true });
		this.remedy = remedy;
		this.notice = notice;
	}

	/**
	 * The offer counts as claimed when the promise is fulfilled. If it is rejected, the visitor sees
	 * that and can retry.
	 */
	waitUntil(promise: PromiseLike<unknown>): void {
		this.#promises.push(promise);
	}

	/**
	 * Claims a remedy that pays out: the element sends the token, which your server has signed for this
	 * customer and this remedy, to Candor. It takes precedence over the element's `token`.
	 */
	useToken(token: string | PromiseLike<string>): void {
		this.#token = Promise.resolve(token);
		this.waitUntil(this.#token);
	}

	/** The token that the page has given; `null`: none. Rejects as the page's promise does. */
	async readToken(): Promise<string | null> {
		return this.#token;
	}

	/** Resolves with whether every promise was fulfilled. */
	async isFulfilled(): Promise<boolean> {
		const results = await Promise.allSettled(this.#promises);
		return results.every(({ status }) => status === 'fulfilled');
	}

	/**
	 * The former name of `isFulfilled`.
	 * @deprecated
	 */
	isKept(): Promise<boolean> {
		return this.isFulfilled();
	}
}

declare global {
	interface HTMLElementEventMap {
		'candor-claim': ClaimEvent;
	}
}
