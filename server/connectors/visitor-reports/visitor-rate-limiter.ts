/**
 * Limits how many reports visitors may send, for each network address and for all addresses
 * together.
 */
import { CandorError } from '../../../src/model/errors.ts';
import { KeyedTokenBuckets, TokenBucket } from '../../core/token-bucket.ts';
import { addressKey } from '../../streaming/admission/address.ts';

/**
 * One address may send a quarter of the reports that raise a draft at once: one visitor alone
 * raises none, and an office behind one address is still heard.
 */
const addressShare = 4;
const maxAddresses = 50_000;
const totalPerSecond = 500;

export class VisitorRateLimiter {
	readonly #perAddress: KeyedTokenBuckets;
	readonly #total: TokenBucket;

	/** `threshold` and `windowMs` as in `ReportOptions`; `now`: epoch milliseconds. */
	constructor(
		{ threshold, windowMs }: { readonly threshold: number; readonly windowMs: number },
		now: number,
	) {
		const capacity = Math.max(1, Math.floor(threshold / addressShare));
		this.#perAddress = new KeyedTokenBuckets({ capacity, tokensPerMs: capacity / windowMs }, maxAddresses);
		this.#total = new TokenBucket({ capacity: totalPerSecond, tokensPerMs: totalPerSecond / 1_000 }, now);
	}

	/**
	 * Counts one report. `address` is the visitor's network address, `null` where a proxy does not
	 * pass it on; `now`: epoch milliseconds. Throws CandorError `too-many` when this address, or all
	 * addresses together, have sent too many.
	 */
	acquire(address: string | null, now: number): void {
		// The address first: a flood from one address must not use up the total of all others.
		const isAllowed =
			(address === null || this.#perAddress.tryTake(addressKey(address), now)) && this.#total.tryTake(now);
		if (!isAllowed) throw new CandorError('too-many', 'Too many reports were sent. Try again in a minute.');
	}
}
