/** Limits requests for a subscription: for each network address, for each mailbox, and for all. */
import { CandorError } from '../../../src/model/errors.ts';
import { KeyedTokenBuckets, TokenBucket } from '../../core/token-bucket.ts';
import { addressKey } from '../../streaming/admission/address.ts';

const hourMs = 3_600_000;
/** An office behind one network address can subscribe. */
const perSource = { capacity: 10, tokensPerMs: 10 / hourMs };
/** Anyone may request a subscription for anyone: a mailbox must not be flooded. */
const perMailbox = { capacity: 3, tokensPerMs: 3 / (24 * hourMs) };
const total = { capacity: 60, tokensPerMs: 30 / 60_000 };
const maxKeys = 50_000;

export class SubscriptionLimiter {
	readonly #sources = new KeyedTokenBuckets(perSource, maxKeys);
	readonly #mailboxes = new KeyedTokenBuckets(perMailbox, maxKeys);
	readonly #total: TokenBucket;

	/** `now`: epoch milliseconds, here and below. */
	constructor(now: number) {
		this.#total = new TokenBucket(total, now);
	}

	/** `source`: the network address; `null`: not known. Throws CandorError `too-many`. */
	acquire(source: string | null, now: number): void {
		const isAllowed =
			(source === null || this.#sources.tryTake(addressKey(source), now)) && this.#total.tryTake(now);
		if (!isAllowed)
			throw new CandorError('too-many', 'Too many subscriptions were requested. Try again in a few minutes.');
	}

	/** `hash`: of the e-mail address. */
	mayWriteTo(hash: string, now: number): boolean {
		return this.#mailboxes.tryTake(hash, now);
	}
}
