/** How often operators may ask the assistant: each of them, and all together. */
import { CandorError } from '../../../src/model/errors.ts';
import { KeyedTokenBuckets, TokenBucket } from '../../core/token-bucket.ts';

const perOperator = { capacity: 6, tokensPerMs: 6 / 60_000 };
const forAll = { capacity: 20, tokensPerMs: 20 / 60_000 };
const mostOperators = 1_000;

export class RequestLimits {
	readonly #perOperator = new KeyedTokenBuckets(perOperator, mostOperators);
	readonly #forAll: TokenBucket;

	/** `now`: epoch milliseconds. */
	constructor(now: number) {
		this.#forAll = new TokenBucket(forAll, now);
	}

	/** Counts one question. Throws CandorError `too-many`. */
	acquire(actor: string, now: number): void {
		if (this.#perOperator.tryTake(actor, now) && this.#forAll.tryTake(now)) return;
		throw new CandorError(
			'too-many',
			'The assistant was asked too often. Ask again in a minute, or write the text yourself.',
		);
	}
}
