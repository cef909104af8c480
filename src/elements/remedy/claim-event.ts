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
