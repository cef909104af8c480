/**
 * The reader claims an offer that the page itself hands out. The page does so and is done; if that takes a while it hands
 * `waitUntil` a promise. Cancel it to leave the offer unclaimed.
 */
export class ClaimEvent extends Event {
	/** The remedy's id. */
	readonly remedy: string;
	/** The id of the notice that it makes good; `null` where there is none. */
	readonly notice: string | null;
	readonly #promises: PromiseLike<unknown>[] = [];

	constructor(remedy: string, notice: string | null) {
		super('candor-claim', { bubbles: true, composed: true, cancelable: true });
		this.remedy = remedy;
		this.notice = notice;
	}

	/** The offer counts as claimed once the promise is kept. If it is broken, the reader is told so and may try again. */
	waitUntil(promise: PromiseLike<unknown>): void {
		this.#promises.push(promise);
	}

	/** Whether every promise was kept, once that is known. */
	async isKept(): Promise<boolean> {
		const results = await Promise.allSettled(this.#promises);
		return results.every(({ status }) => status === 'fulfilled');
	}
}

declare global {
	interface HTMLElementEventMap {
		'candor-claim': ClaimEvent;
	}
}
