/** How much visitors may send, each address by itself and all of them together. */
import { CandorError } from '../../../src/model/errors.ts';
import { addressKey } from '../../streaming/admission/address.ts';
import { TokenBuckets } from './token-bucket.ts';

/** One address alone, which may stand for a whole office, counts for a quarter of the threshold at once. */
const addressShare = 4;
const mostAddresses = 50_000;
/** Of all addresses together, in a second. */
const mostPerSecond = 500;
const everybody = '';

export class VisitorRateLimiter {
	readonly #perAddress: TokenBuckets;
	readonly #overall = new TokenBuckets(mostPerSecond, 1_000, 1);

	/** `threshold` and `windowMs` as in `ReportOptions`. */
	constructor({ threshold, windowMs }: { readonly threshold: number; readonly windowMs: number }) {
		this.#perAddress = new TokenBuckets(
			Math.max(1, Math.floor(threshold / addressShare)),
			windowMs,
			mostAddresses,
		);
	}

	/**
	 * Takes one turn. `address` is the visitor's, `null` where a proxy does not tell it. Throws CandorError `too-many` when this
	 * address, or everybody, has sent enough.
	 */
	take(address: string | null, now: number): void {
		// In this order: whoever has sent enough takes no turn from all the others.
		const isWithin =
			(address === null || this.#perAddress.take(addressKey(address), now)) &&
			this.#overall.take(everybody, now);
		if (!isWithin)
			throw new CandorError('too-many', 'Enough reports have come for now. Send the next one in a minute.');
	}
}
